package dev.brattice.audit;

import dev.brattice.inspect.Family;
import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Locus;
import dev.brattice.inspect.Severity;
import dev.brattice.provenance.Origin;
import java.util.List;

/** Evidence to record in tests. */
final class Samples {
  static final String DIGEST = "5f".repeat(32);
  static final String RULEBOOK = "c0".repeat(32);

  private Samples() {}

  /** An allowed call without findings, told apart by its number. */
  static Evidence allowed(long number) {
    return evidence(
        "intent",
        "d-" + number,
        1_800_000_000_000L + number,
        "files",
        "read_file",
        "allowed",
        "default",
        List.of(),
        List.of());
  }

  /** A blocked call with a finding and an origin. */
  static Evidence blocked(long number) {
    return evidence(
        "outcome",
        "d-" + number,
        1_800_000_000_000L + number,
        "mail",
        "send_email",
        "blocked",
        "ASI-02-001",
        List.of(finding("/body", "secrets.token", Severity.BLOCK)),
        List.of(
            new Origin(
                17,
                "d-3",
                "files",
                "read_file",
                ".env",
                "secret",
                "decoded",
                "base64",
                new Locus("/body", 4, 44))));
  }

  static Finding finding(String pointer, String rule, Severity severity) {
    return new Finding(
        rule,
        Family.SECRETS,
        severity,
        0.95,
        new Locus(pointer, 4, 44),
        "an access token stands here",
        "base64",
        "ASI02",
        "0123456789abcdef");
  }

  /** An allowed call of a caller with roles, through a program that somebody vouches for. */
  static Evidence ofKnownCaller() {
    return evidence(
        "person:https://as.example#anna",
        List.of("ops", "on-call"),
        "desk-agent",
        "intent",
        "d-3",
        1_800_000_000_003L,
        "files",
        "read_file",
        "allowed",
        "default",
        List.of(),
        List.of());
  }

  static Evidence evidence(
      String phase,
      String decision,
      long timeMillis,
      String server,
      String tool,
      String outcome,
      String rule,
      List<Finding> findings,
      List<Origin> origins) {
    return evidence(
        "local:anna",
        List.of(),
        "",
        phase,
        decision,
        timeMillis,
        server,
        tool,
        outcome,
        rule,
        findings,
        origins);
  }

  private static Evidence evidence(
      String caller,
      List<String> roles,
      String agent,
      String phase,
      String decision,
      long timeMillis,
      String server,
      String tool,
      String outcome,
      String rule,
      List<Finding> findings,
      List<Origin> origins) {
    return new Evidence(
        phase,
        decision,
        timeMillis,
        caller,
        roles,
        agent,
        "principal:" + caller,
        server,
        "arguments",
        "tools/call",
        tool,
        "local",
        outcome.equals("blocked") ? "deny" : "allow",
        outcome,
        rule,
        "no rule objects",
        outcome.equals("blocked") ? 80 : 0,
        outcome.equals("blocked")
            ? List.of(new RiskPart("findings", 60), new RiskPart("verdict", 20))
            : List.of(),
        findings,
        origins,
        DIGEST,
        312,
        RULEBOOK,
        17);
  }
}
