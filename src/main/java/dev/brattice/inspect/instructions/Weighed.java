package dev.brattice.inspect.instructions;

import dev.brattice.inspect.Severity;
import java.util.Collection;
import java.util.Optional;

/**
 * What signs that stand together weigh.
 *
 * @param score the sum of their weights
 * @param strong how many of them weigh more than ordinary text does
 * @param strongest the greatest weight
 */
record Weighed(int score, int strong, int strongest) {
  private static final int DATA_ASK = 5;
  private static final int DATA_WARN = 3;
  private static final int DEFINITION_WARN = 3;
  private static final int DEFINITION_BLOCK = 4;

  /** Weighs one sign of each kind; hidden text weighs more. */
  static Weighed of(Collection<Sign> signs, boolean hidden) {
    int score = 0;
    int strong = 0;
    int strongest = 0;
    for (Sign sign : signs) {
      score += sign.weight();
      strong += sign.weight() > 1 ? 1 : 0;
      strongest = Math.max(strongest, sign.weight());
    }
    return hidden && strong > 0
        ? new Weighed(score + 2, strong + 1, strongest)
        : new Weighed(score, strong, strongest);
  }

  /** The severity in a result or a request; talk about instructions stays below a warning. */
  Optional<Severity> inData() {
    if (score >= DATA_ASK && strong > 1) {
      return Optional.of(Severity.ASK);
    }
    if (score >= DATA_WARN && strong > 0) {
      return Optional.of(Severity.WARN);
    }
    return strong > 0 ? Optional.of(Severity.NOTE) : Optional.empty();
  }

  /** The severity in a definition, which speaks of its own tool and to nobody. */
  Optional<Severity> inDefinition() {
    if (strongest >= 3 || score >= DEFINITION_BLOCK && strong > 0) {
      return Optional.of(Severity.BLOCK);
    }
    return strong > 0 || score >= DEFINITION_WARN ? Optional.of(Severity.WARN) : Optional.empty();
  }
}
