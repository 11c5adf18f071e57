package dev.brattice.policy;

import dev.brattice.call.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A variable of an expression. Which of them are known depends on the rule's directions: one that
 * has no value where the rule applies is refused while loading.
 */
enum Variable {
  DIRECTION,
  METHOD,
  SERVER,
  TOOL,
  PRINCIPAL,
  ROLES,
  AGENT,
  TRUST_DOMAIN,
  EFFECT,
  FINDINGS,
  NOW,
  ARGS,
  RESULT,
  DEFINITION,
  REQUEST,
  ANSWER,
  TOUCHES,
  LABELS,
  ORIGINS;

  /** The name in expressions. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where it has a value. */
  Set<Direction> known() {
    return switch (this) {
      case DIRECTION,
          METHOD,
          SERVER,
          TOOL,
          PRINCIPAL,
          ROLES,
          AGENT,
          TRUST_DOMAIN,
          EFFECT,
          FINDINGS,
          NOW ->
          Set.of(Direction.values());
      case ARGS, TOUCHES -> Set.of(Direction.ARGUMENTS);
      case RESULT -> Set.of(Direction.RESULT);
      case DEFINITION -> Set.of(Direction.DEFINITION);
      case REQUEST -> Set.of(Direction.SERVER_REQUEST);
      case ANSWER -> Set.of(Direction.CLIENT_ANSWER);
      case LABELS, ORIGINS -> RuleChecks.OUTBOUND;
    };
  }

  /** Whether it has a value in all {@code directions}. */
  boolean isKnownIn(Set<Direction> directions) {
    return known().containsAll(directions);
  }

  /** The names of those that have a value in all {@code directions}. */
  static List<String> labels(Set<Direction> directions) {
    List<String> labels = new ArrayList<>();
    for (Variable variable : values()) {
      if (variable.isKnownIn(directions)) {
        labels.add(variable.label());
      }
    }
    return labels;
  }
}
