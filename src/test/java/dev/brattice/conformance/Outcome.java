package dev.brattice.conformance;

/**
 * The result of one check.
 *
 * @param status what it said
 * @param message why; empty when there is nothing to complain about
 */
public record Outcome(Status status, String message) {
  @Override
  public String toString() {
    return message.isEmpty() ? status.name() : status + " (" + message + ")";
  }
}
