package dev.brattice.conformance;

/**
 * What a check said. Later ones outweigh earlier ones where a scenario makes the same check several
 * times.
 */
public enum Status {
  /** Nothing was judged. */
  INFO,
  /** What is judged was not there. */
  SKIPPED,
  /** As the specification has it. */
  SUCCESS,
  /** Not as it should be. */
  WARNING,
  /** Not as it must be. */
  FAILURE
}
