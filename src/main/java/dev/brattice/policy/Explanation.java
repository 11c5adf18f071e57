package dev.brattice.policy;

import java.util.List;

/**
 * How a verdict came about.
 *
 * @param steps the rules in the order in which they were looked at, up to the one that decided
 * @param verdict the verdict
 */
public record Explanation(List<Step> steps, Verdict verdict) {
  public Explanation {
    steps = List.copyOf(steps);
  }

  /**
   * One rule.
   *
   * @param rule its id
   * @param action its action
   * @param outcome what became of it
   * @param detail more about that; empty where there is none
   */
  public record Step(String rule, Action action, Outcome outcome, String detail) {}

  /** The rules that had a part in the verdict, in order. */
  public List<Step> matched() {
    return steps.stream().filter(step -> step.outcome().counts()).toList();
  }
}
