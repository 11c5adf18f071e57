package dev.brattice.policy;

import java.util.Map;

/** An expression over facts, ready to be evaluated. Thread-safe. */
interface Condition {
  /**
   * Whether it holds.
   *
   * @param facts what it is about
   * @param memo values of variables that were already worked out for these facts; grows
   */
  boolean holds(Facts facts, Map<String, Object> memo) throws ConditionFault;

  /** Whether it reads labels or origins, so that its outcome must not be explained to an agent. */
  boolean readsProvenance();
}
