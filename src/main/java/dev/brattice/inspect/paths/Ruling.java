package dev.brattice.inspect.paths;

import dev.brattice.inspect.Family;
import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Locus;
import dev.brattice.inspect.Severity;

/**
 * What a rule says about something, before it is known where in the message that stands.
 *
 * @param rule id of the rule
 * @param family what kind of evidence
 * @param severity how bad
 * @param owasp the class in the OWASP Top 10 for agentic applications
 * @param reason one lower-case sentence without the value
 */
public record Ruling(String rule, Family family, Severity severity, String owasp, String reason) {

  /** The finding at {@code locus}. */
  public Finding at(Locus locus, String disguise) {
    return new Finding(rule, family, severity, confidence(), locus, reason, disguise, owasp, "");
  }

  /** The same where it is not sure, so that a person is asked. */
  public Ruling asked() {
    return new Ruling(rule, family, Severity.ASK, owasp, reason);
  }

  private double confidence() {
    return switch (severity) {
      case BLOCK -> 0.95;
      case ASK -> 0.75;
      case WARN -> 0.6;
      case NOTE -> 0.5;
    };
  }
}
