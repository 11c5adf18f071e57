package dev.brattice.inspect;

/**
 * One thing a detector found. Never holds the matched value.
 *
 * @param rule id of the rule, such as {@code secrets.aws-access-key-id}
 * @param family what kind of evidence
 * @param severity how bad
 * @param confidence how sure, 0 to 1; ranks findings, decides nothing
 * @param locus where
 * @param reason one lower-case sentence: what was found and why it matters, without the value
 * @param disguise how it was hidden, such as {@code base64>hex}; empty when it stood in the open
 * @param owasp the class in the OWASP Top 10 for agentic applications, such as {@code ASI05}
 * @param fingerprint keyed fingerprint of the matched value in hexadecimal; empty where the value
 *     is not sensitive or no key is at hand
 */
public record Finding(
    String rule,
    Family family,
    Severity severity,
    double confidence,
    Locus locus,
    String reason,
    String disguise,
    String owasp,
    String fingerprint) {
  public Finding {
    if (rule.isEmpty() || reason.isEmpty()) {
      throw new IllegalArgumentException("a finding needs a rule and a reason");
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("expected a confidence between 0 and 1");
    }
  }
}
