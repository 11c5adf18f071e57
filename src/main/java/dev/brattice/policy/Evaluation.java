package dev.brattice.policy;

import dev.brattice.inspect.Family;
import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Locus;
import dev.brattice.provenance.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One message held against the rules. For one thread, used once. */
final class Evaluation {
  private static final String BUILT_IN = "no policy can allow this; a person must do it";
  private static final Verdict PLAIN_ALLOW =
      new Verdict.Allow(new Reason("default", "no rule stops this", false, ""), false, List.of());
  private static final Verdict PLAIN_DENY =
      new Verdict.Deny(
          new Reason(
              "default",
              "no rule allows this, and the policy denies by default; an operator can add a rule",
              false,
              ""));

  /** Is told of every rule that was looked at. */
  @FunctionalInterface
  interface Trail {
    void step(String rule, Action action, Outcome outcome, String detail);
  }

  private final Facts facts;
  private final Trail trail;
  private final Map<String, Object> memo = new HashMap<>();
  private final List<Obligation> obligations = new ArrayList<>();
  private Optional<Reason> added = Optional.empty();
  private boolean warned;

  Evaluation(Facts facts, Trail trail) {
    this.facts = facts;
    this.trail = trail;
  }

  /** The verdict of {@code rules}, which stand in order of evaluation. */
  Verdict verdict(List<ArmedRule> rules, DefaultAction defaultAction) {
    Optional<Finding> attempt = attemptOnTheGateway();
    if (attempt.isPresent()) {
      trail.step(attempt.get().rule(), Action.DENY, Outcome.DECIDED, "built in");
      return new Verdict.Deny(Reasons.of(attempt.get(), BUILT_IN));
    }
    for (ArmedRule armed : rules) {
      Optional<Verdict> decided = apply(armed);
      if (decided.isPresent()) {
        return decided.get();
      }
    }
    return switch (defaultAction) {
      case DENY -> PLAIN_DENY;
      case ALLOW ->
          added.isEmpty() ? PLAIN_ALLOW : new Verdict.Allow(added.get(), warned, obligations);
    };
  }

  private Optional<Finding> attemptOnTheGateway() {
    for (Finding finding : facts.inspection().findings()) {
      if (finding.family() == Family.SELF_PROTECTION) {
        return Optional.of(finding);
      }
    }
    return Optional.empty();
  }

  private Optional<Verdict> apply(ArmedRule armed) {
    Outcome outcome;
    try {
      outcome = armed.test(facts, memo);
    } catch (ConditionFault fault) {
      return faulted(armed, fault);
    }
    Rule rule = armed.rule();
    boolean matches = outcome == Outcome.ADDED;
    boolean decides = matches && rule.action().decides();
    trail.step(rule.id(), rule.action(), decides ? Outcome.DECIDED : outcome, "");
    return matches ? matched(armed) : Optional.empty();
  }

  private Optional<Verdict> faulted(ArmedRule armed, ConditionFault fault) {
    Rule rule = armed.rule();
    boolean denies = rule.action().deniesOnFault();
    Outcome outcome = denies ? Outcome.FAULTED : Outcome.PASSED_OVER;
    trail.step(rule.id(), rule.action(), outcome, fault.clause());
    Reason reason = Reasons.of(rule, fault, armed.isConfidential());
    if (denies) {
      return Optional.of(new Verdict.Deny(reason));
    }
    warned = true;
    add(reason, new Obligation.Notify(rule.id() + ": " + reason.text()));
    return Optional.empty();
  }

  private Optional<Verdict> matched(ArmedRule armed) {
    Rule rule = armed.rule();
    List<Finding> findings = armed.findings(facts);
    Reason reason = Reasons.of(rule, findings, armed.isConfidential());
    return switch (rule.action()) {
      case ALLOW -> Optional.of(new Verdict.Allow(reason, warned, obligations));
      case DENY -> Optional.of(new Verdict.Deny(reason));
      case APPROVE -> Optional.of(new Verdict.Hold(reason, obligations));
      case WARN -> {
        warned = true;
        add(reason, new Obligation.Notify(rule.id() + ": " + reason.text()));
        rule.consequence().note().map(Obligation.Annotate::new).ifPresent(obligations::add);
        yield Optional.empty();
      }
      case AUDIT -> add(reason, new Obligation.Notify(rule.id() + ": " + reason.text()));
      case REDACT -> redact(rule, findings, reason);
      case SANDBOX -> add(reason, new Obligation.Confine(rule.consequence().profile()));
      case THROTTLE -> add(reason, new Obligation.Throttle(rule.consequence().callsPerMinute()));
    };
  }

  private Optional<Verdict> add(Reason reason, Obligation obligation) {
    obligations.add(obligation);
    if (added.isEmpty()) {
      added = Optional.of(reason);
    }
    return Optional.empty();
  }

  private Optional<Verdict> redact(Rule rule, List<Finding> findings, Reason reason) {
    List<Locus> spans = spans(rule, findings);
    if (spans.isEmpty()) {
      // A label can be known without its place: what cannot be masked does not go on.
      return Optional.of(new Verdict.Deny(reason));
    }
    return add(reason, new Obligation.Redact(spans));
  }

  private List<Locus> spans(Rule rule, List<Finding> findings) {
    List<Locus> spans = new ArrayList<>();
    if (rule.consequence().redact().orElse(Rule.Redacts.FINDINGS) == Rule.Redacts.FINDINGS) {
      for (Finding finding : findings) {
        spans.add(finding.locus());
      }
      return spans;
    }
    Set<String> labels = rule.conditions().taintLabels();
    for (Origin origin : facts.provenance().origins()) {
      if (labels.isEmpty() || labels.contains(origin.category())) {
        spans.add(origin.locus());
      }
    }
    return spans;
  }
}
