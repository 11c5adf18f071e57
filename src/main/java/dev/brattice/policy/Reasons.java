package dev.brattice.policy;

import dev.brattice.inspect.Finding;
import java.util.List;

/** Puts reasons into words: what the rule is for, what was found, what would make it pass. */
final class Reasons {
  private Reasons() {}

  /** Why a finding denies whatever the policy says. */
  static Reason of(Finding finding, String advice) {
    return new Reason(
        finding.rule(), withoutStop(finding.reason()) + "; " + advice, false, finding.owasp());
  }

  /** Why a rule that matched does what it does. */
  static Reason of(Rule rule, List<Finding> findings, boolean confidential) {
    var text = new StringBuilder(purpose(rule));
    String owasp = rule.owasp();
    if (!findings.isEmpty()) {
      Finding worst = worst(findings);
      text.append(": ").append(withoutStop(worst.reason()));
      owasp = owasp.isEmpty() ? worst.owasp() : owasp;
    }
    if (rule.action() == Action.DENY || rule.action() == Action.APPROVE) {
      text.append("; ")
          .append(
              rule.consequence()
                  .note()
                  .map(Reasons::withoutStop)
                  .orElseGet(() -> "an operator can change this in policy rule " + rule.id()));
    }
    return new Reason(rule.id(), text.toString(), confidential, owasp);
  }

  /** Why a rule that could not be evaluated does what it does. */
  static Reason of(Rule rule, ConditionFault fault, boolean confidential) {
    String ending =
        rule.action().deniesOnFault()
            ? "; what cannot be checked is stopped"
            : "; the rule was passed over";
    String text = "the rule could not be evaluated, because " + fault.clause() + ending;
    return new Reason(rule.id(), text, confidential, rule.owasp());
  }

  private static String purpose(Rule rule) {
    return withoutStop(rule.description().isEmpty() ? rule.name() : rule.description());
  }

  private static Finding worst(List<Finding> findings) {
    Finding worst = findings.getFirst();
    for (Finding finding : findings) {
      int severity = finding.severity().compareTo(worst.severity());
      if (severity > 0 || severity == 0 && finding.confidence() > worst.confidence()) {
        worst = finding;
      }
    }
    return worst;
  }

  private static String withoutStop(String sentence) {
    String text = sentence.strip();
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
