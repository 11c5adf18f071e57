package dev.brattice.policy;

import java.util.Optional;

/**
 * A pattern over tools: {@code tool}, or {@code server/tool}. The part before the first slash is
 * held against the operator's name of the server and never against a tool's name, which the server
 * chooses: a tool that calls itself {@code mail/read} does not pass for one of the server mail.
 */
record ToolPattern(Optional<Glob> server, Glob tool) {
  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if the part for the server or for the tool is empty or too
   *     long
   */
  static ToolPattern of(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new ToolPattern(Optional.empty(), new Glob(text))
        : new ToolPattern(
            Optional.of(new Glob(text.substring(0, slash))), new Glob(text.substring(slash + 1)));
  }

  /** Whether the tool with these names is one of those meant. */
  boolean matches(Names names) {
    return tool.matches(names.tool()) && (server.isEmpty() || server.get().matches(names.server()));
  }
}
