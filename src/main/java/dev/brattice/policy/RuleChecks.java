package dev.brattice.policy;

import dev.brattice.call.Direction;
import dev.brattice.policy.yaml.YamlException;
import java.util.Set;

/**
 * Refuses rules whose parts do not fit together. A rule over facts that do not exist where it
 * applies would match never or always, and nobody would notice.
 */
final class RuleChecks {
  private static final Set<Direction> CALLS = Set.of(Direction.ARGUMENTS);
  private static final Set<Direction> RESULTS = Set.of(Direction.RESULT);

  /** Where provenance is known: what the client sends out. */
  static final Set<Direction> OUTBOUND = Set.of(Direction.ARGUMENTS, Direction.CLIENT_ANSWER);

  private final Rule rule;
  private final Set<Direction> directions;

  private RuleChecks(Rule rule) {
    this.rule = rule;
    this.directions = rule.conditions().directions();
  }

  /** Checks {@code rule}. */
  static void check(Rule rule) throws YamlException {
    var checks = new RuleChecks(rule);
    checks.directions();
    checks.consequence();
  }

  private void directions() throws YamlException {
    if (!rule.conditions().taintLabels().isEmpty() && !OUTBOUND.containsAll(directions)) {
      throw wrong(
          "`taint_labels` with directions among `arguments`, `client_answer`, where labels are"
              + " known");
    }
    boolean onlyForCalls =
        switch (rule.action()) {
          case APPROVE, THROTTLE, SANDBOX -> true;
          case ALLOW, DENY, WARN, AUDIT, REDACT -> false;
        };
    if (onlyForCalls && !directions.equals(CALLS)) {
      throw wrong("directions `arguments` alone for action `" + rule.action().label() + "`");
    }
  }

  private void consequence() throws YamlException {
    Rule.Consequence consequence = rule.consequence();
    boolean redacts = rule.action() == Action.REDACT;
    boolean throttles = rule.action() == Action.THROTTLE;
    if (consequence.redact().isPresent() && !redacts) {
      throw wrong("`redact` with action `redact` only");
    }
    if (throttles != consequence.callsPerMinute() > 0) {
      throw wrong("`calls_per_minute` with action `throttle`, and with it only");
    }
    if (!consequence.profile().isEmpty() && rule.action() != Action.SANDBOX) {
      throw wrong("`profile` with action `sandbox` only");
    }
    if (redacts) {
      redaction();
    }
    if (consequence.note().isPresent() && !mayHaveNote()) {
      throw wrong(
          "`note` with action `deny` or `approve`, or with `warn` for direction `result` alone");
    }
  }

  private void redaction() throws YamlException {
    switch (rule.consequence().redact().orElseThrow()) {
      case FINDINGS -> {
        if (rule.conditions().findings().isEmpty()) {
          throw wrong("`findings`, which say what `redact: findings` masks");
        }
      }
      case ORIGINS -> {
        if (rule.conditions().taintLabels().isEmpty()) {
          throw wrong("`findings` or `taint_labels`, which say what is masked");
        }
      }
    }
  }

  private boolean mayHaveNote() {
    return switch (rule.action()) {
      case DENY, APPROVE -> true;
      case WARN -> directions.equals(RESULTS);
      case ALLOW, AUDIT, REDACT, SANDBOX, THROTTLE -> false;
    };
  }

  private YamlException wrong(String expected) {
    return new YamlException(
        rule.line(), "expected " + expected + ", got rule `" + rule.id() + "` without that");
  }
}
