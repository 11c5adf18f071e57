package dev.brattice.proxy.a2a;

import dev.brattice.enforce.Denials;
import dev.brattice.proxy.Gate;

/**
 * Why a caller does not get what it asked for.
 *
 * @param status of HTTP, for the binding that has one
 * @param code of JSON-RPC
 * @param word the same as google.rpc.Code names it
 * @param reason the same in the words of the protocol, for programs
 * @param text one sentence for people and models, without anything of a message
 */
record Refusal(int status, int code, String word, String reason, String text) {
  private static final int INVALID_REQUEST = -32600;
  private static final int INTERNAL = -32603;
  private static final int TASK_NOT_FOUND = -32001;
  private static final int VERSION_NOT_SUPPORTED = -32009;

  /** A request that is none. */
  static Refusal malformed(int status, String text) {
    return malformed(status, INVALID_REQUEST, text);
  }

  /** The same with a code of JSON-RPC that says what is wrong. */
  static Refusal malformed(int status, int code, String text) {
    return new Refusal(status, code, "INVALID_ARGUMENT", "INVALID_REQUEST", text);
  }

  /** A version that is not understood. */
  static Refusal version() {
    return new Refusal(
        400,
        VERSION_NOT_SUPPORTED,
        "UNIMPLEMENTED",
        "VERSION_NOT_SUPPORTED",
        "expected 0.3 or 1.0 as A2A-Version, got another");
  }

  /** A task that is not there, or is another's: the two look alike. */
  static Refusal noTask() {
    return new Refusal(404, TASK_NOT_FOUND, "NOT_FOUND", "TASK_NOT_FOUND", "Task not found");
  }

  /** The agent does not do its part; no policy decision. */
  static Refusal agent(String text) {
    return new Refusal(
        502, INTERNAL, "UNAVAILABLE", "AGENT_FAILED", text + "; this is not a policy decision");
  }

  /** A request that policy stops. */
  static Refusal denied(Gate.Outcome.Stopped stopped) {
    return policy(Denials.DENIED, "Blocked by Brattice", stopped);
  }

  /** An answer that policy withholds. */
  static Refusal withheld(Gate.Outcome.Stopped stopped) {
    return policy(Denials.WITHHELD, "Answer withheld by Brattice", stopped);
  }

  private static Refusal policy(int code, String opening, Gate.Outcome.Stopped stopped) {
    return new Refusal(
        403,
        code,
        "PERMISSION_DENIED",
        "DENIED_BY_POLICY",
        Denials.text(opening, stopped.reason(), stopped.decision()));
  }
}
