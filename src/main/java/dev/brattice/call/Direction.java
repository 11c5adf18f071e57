package dev.brattice.call;

import java.util.Locale;

/** Which way material flows, and what it is. */
public enum Direction {
  /** What the agent sends to a tool: arguments of calls, prompts, completions, resource URIs. */
  ARGUMENTS,
  /** What a tool answers: content, structured content, resources, errors, logs, progress. */
  RESULT,
  /** What a server says about itself: definitions of tools, prompts, resources, instructions. */
  DEFINITION,
  /** What a server asks of the client: sampling, elicitation, roots. */
  SERVER_REQUEST,
  /** What the client answers to a server's request. */
  CLIENT_ANSWER;

  /** The name in policy files, logs and records. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
