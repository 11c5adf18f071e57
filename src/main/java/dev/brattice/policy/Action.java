package dev.brattice.policy;

import java.util.Locale;
import java.util.Optional;

/**
 * What a rule does when it matches. Three of them decide; the others add to the outcome, and
 * evaluation goes on behind them.
 */
public enum Action {
  /** Recorded for the operator; nothing else changes. */
  AUDIT(0),
  /** It goes on, a person should see it afterwards. */
  WARN(0),
  /** Parts are masked before it goes on. */
  REDACT(0),
  /** It runs only confined. */
  SANDBOX(0),
  /** It goes on while there are not too many. */
  THROTTLE(0),
  /** Decides: it stops here. */
  DENY(1),
  /** Decides: it waits for a person. */
  APPROVE(2),
  /** Decides: it goes on. */
  ALLOW(3);

  /** Order among rules of one priority: what adds comes first, then the stricter decision. */
  private final int rank;

  Action(int rank) {
    this.rank = rank;
  }

  int rank() {
    return rank;
  }

  /** Whether evaluation ends with a rule of this action. */
  public boolean decides() {
    return rank > 0;
  }

  /**
   * Whether a rule that cannot be evaluated denies: true for every action that would have held
   * something back. A rule that would only have let pass or recorded is passed over with a warning.
   */
  boolean deniesOnFault() {
    return switch (this) {
      case DENY, APPROVE, REDACT, SANDBOX, THROTTLE -> true;
      case ALLOW, WARN, AUDIT -> false;
    };
  }

  /** The name in policy files, logs and records. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The action called {@code label}, if there is one. */
  public static Optional<Action> of(String label) {
    for (Action action : values()) {
      if (action.label().equals(label)) {
        return Optional.of(action);
      }
    }
    return Optional.empty();
  }
}
