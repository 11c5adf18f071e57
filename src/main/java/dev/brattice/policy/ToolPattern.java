package dev.brattice.policy;

import dev.brattice.call.ToolRef;
import java.util.Optional;

/**
 * A pattern over tools: {@code tool}, or {@code server/tool}. The part before the first slash is
 * held against the operator's name of the server and never against a tool's name, which the server
 * chooses: a tool that calls itself {@code mail/read} does not pass for one of the server mail.
 */
final class ToolPattern {
  private final Optional<Glob> server;
  private final Glob tool;
  private final String text;

  private ToolPattern(Optional<Glob> server, Glob tool, String text) {
    this.server = server;
    this.tool = tool;
    this.text = text;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if the part for the server or for the tool is empty or too
   *     long
   */
  static ToolPattern of(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new ToolPattern(Optional.empty(), new Glob(text), text)
        : new ToolPattern(
            Optional.of(new Glob(text.substring(0, slash))),
            new Glob(text.substring(slash + 1)),
            text);
  }

  /** Whether {@code ref} is one of the tools meant. */
  boolean matches(ToolRef ref) {
    return tool.matches(ref.tool()) && (server.isEmpty() || server.get().matches(ref.server()));
  }

  /** The pattern as written. */
  String text() {
    return text;
  }
}
