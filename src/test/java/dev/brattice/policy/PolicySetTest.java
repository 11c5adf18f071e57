package dev.brattice.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.call.Direction;
import dev.brattice.catalogue.Effect;
import dev.brattice.inspect.Family;
import dev.brattice.inspect.Locus;
import dev.brattice.inspect.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How rules combine into a verdict. */
class PolicySetTest {
  private static final Facts CALL = FactsSketch.call("files", "read_file").facts();

  @Test
  void allowsByDefaultWhenNoRuleDecides() {
    Verdict verdict = policy("{id: a, name: n, action: deny, tool_patterns: [other]}").decide(CALL);
    assertEquals("allow", StandardPolicyTest.word(verdict));
    assertEquals("default", verdict.reason().rule());
  }

  @Test
  void deniesByDefaultWhenTheDefaultIsDeny() throws PolicyException {
    PolicySet policy = PolicySet.parse(List.of(), DefaultAction.DENY);
    assertInstanceOf(Verdict.Deny.class, policy.decide(CALL));
  }

  @Test
  void lowerPriorityNumberDecidesFirst() {
    PolicySet policy =
        policy(
            "{id: late-deny, name: n, action: deny, priority: 20}",
            "{id: early-allow, name: n, action: allow, priority: 10}");
    assertEquals("early-allow", policy.decide(CALL).reason().rule());
  }

  @Test
  void atEqualPriorityDenyBeatsApproveBeatsAllow() {
    String allow = "{id: allow, name: n, action: allow}";
    String approve = "{id: approve, name: n, action: approve}";
    String deny = "{id: deny, name: n, action: deny}";
    assertEquals("deny", policy(allow, approve, deny).decide(CALL).reason().rule());
    assertEquals("approve", policy(allow, approve).decide(CALL).reason().rule());
  }

  @Test
  void addingActionsAccumulateUntilADecision() {
    Verdict verdict =
        policy(
                "{id: w, name: n, action: warn, priority: 1}",
                "{id: t, name: n, action: throttle, calls_per_minute: 5, priority: 2}",
                "{id: s, name: n, action: sandbox, profile: tight, priority: 3}",
                "{id: ok, name: n, action: allow, priority: 4}",
                "{id: never, name: n, action: throttle, calls_per_minute: 1, priority: 5}")
            .decide(CALL);
    assertEquals("warn", StandardPolicyTest.word(verdict));
    assertEquals("ok", verdict.reason().rule());
    assertTrue(verdict.obligations().contains(new Obligation.Throttle(5)));
    assertTrue(verdict.obligations().contains(new Obligation.Confine("tight")));
    assertFalse(verdict.obligations().contains(new Obligation.Throttle(1)));
  }

  @Test
  void atEqualPriorityWhatAddsComesBeforeWhatDecides() {
    Verdict verdict =
        policy("{id: ok, name: n, action: allow}", "{id: w, name: n, action: warn}").decide(CALL);
    assertEquals("warn", StandardPolicyTest.word(verdict));
  }

  @Test
  void auditRecordsWithoutWarning() {
    Verdict verdict = policy("{id: a, name: seen, action: audit}").decide(CALL);
    assertEquals("allow", StandardPolicyTest.word(verdict));
    assertEquals(List.of(new Obligation.Notify("a: seen")), verdict.obligations());
  }

  @Test
  void redactsTheLociOfMatchingFindingsOnly() {
    var secret = new Locus("/content/0/text", 3, 23);
    Facts facts =
        FactsSketch.call("files", "read_file")
            .direction(Direction.RESULT)
            .finding("secrets.token", Family.SECRETS, Severity.WARN, secret)
            .finding("shell.x", Family.SHELL, Severity.BLOCK, new Locus("/other", 0, 1))
            .facts();
    Verdict verdict =
        policy(
                "{id: r, name: n, action: redact, directions: [result],"
                    + " findings: {families: [secrets]}}")
            .decide(facts);
    assertEquals(List.of(new Obligation.Redact(List.of(secret))), verdict.obligations());
  }

  @Test
  void redactsTheLociOfOriginsWithTheRulesLabels() {
    var span = new Locus("/body", 10, 30);
    Facts facts =
        FactsSketch.call("mail", "send_email")
            .origin("pii", new Locus("/body", 0, 5))
            .origin("secret", span)
            .facts();
    Verdict verdict =
        policy("{id: r, name: n, action: redact, redact: origins, taint_labels: [secret]}")
            .decide(facts);
    assertEquals(List.of(new Obligation.Redact(List.of(span))), verdict.obligations());
  }

  @Test
  void deniesWhenALabelIsKnownButNothingCanBeMasked() {
    Verdict verdict =
        policy("{id: r, name: n, action: redact, redact: origins, taint_labels: [secret]}")
            .decide(FactsSketch.call("mail", "send_email").label("secret").facts());
    assertInstanceOf(Verdict.Deny.class, verdict);
  }

  @Test
  void rulesOverLabelsAreConfidential() {
    Verdict verdict =
        policy("{id: r, name: n, action: deny, taint_labels: [secret]}")
            .decide(FactsSketch.call("mail", "send_email").label("secret").facts());
    assertTrue(verdict.reason().confidential());
  }

  @Test
  void selfProtectionDeniesWhateverThePolicyAllows() {
    Facts facts =
        FactsSketch.call("shell", "bash")
            .finding("protection.own-state", Family.SELF_PROTECTION, Severity.BLOCK)
            .facts();
    PolicySet policy = policy("{id: all, name: n, action: allow, priority: 0}");
    Verdict verdict = policy.decide(facts);
    assertInstanceOf(Verdict.Deny.class, verdict);
    assertEquals("protection.own-state", verdict.reason().rule());
    assertFalse(verdict.reason().confidential());
    assertEquals(verdict, policy.explain(facts).verdict());
  }

  @Test
  void rulesApplyToTheirDirectionsOnlyAndArgumentsByDefault() {
    PolicySet policy = policy("{id: d, name: n, action: deny}");
    for (Direction direction : Direction.values()) {
      Verdict verdict = policy.decide(FactsSketch.call("a", "b").direction(direction).facts());
      assertEquals(direction == Direction.ARGUMENTS, verdict instanceof Verdict.Deny);
    }
  }

  @Test
  void everyConditionMustHold() {
    PolicySet policy =
        policy(
            "{id: d, name: n, action: deny, methods: [tools/call], servers: [mail],"
                + " trust_domains: [external], tool_patterns: ['send*'], effects: [egress],"
                + " findings: {families: [shell], severity: ask, rules: ['shell.*']}}");
    assertEquals("deny", word(policy, match()));
    assertEquals("allow", word(policy, match().method("prompts/get")));
    assertEquals("allow", word(policy, match().tool("post", "send_mail")));
    assertEquals("allow", word(policy, match().trustDomain("workspace")));
    assertEquals("allow", word(policy, match().tool("mail", "read")));
    assertEquals("allow", word(policy, match().effect(Effect.LOCAL)));
    FactsSketch otherFinding =
        FactsSketch.call("mail", "send_mail")
            .trustDomain("external")
            .effect(Effect.EGRESS)
            .finding("shell.x", Family.SHELL, Severity.WARN)
            .finding("paths.x", Family.PATHS, Severity.BLOCK)
            .finding("protocol.x", Family.SHELL, Severity.BLOCK);
    assertEquals("allow", word(policy, otherFinding));
  }

  private static FactsSketch match() {
    return FactsSketch.call("mail", "send_mail")
        .trustDomain("external")
        .effect(Effect.EGRESS)
        .finding("shell.x", Family.SHELL, Severity.BLOCK);
  }

  @Test
  void toolsAreMatchedWhateverTheirCase() {
    PolicySet policy = policy("{id: d, name: n, action: deny, tool_patterns: [send_email, fetch]}");
    assertEquals("deny", word(policy, FactsSketch.call("m", "SEND_EMAIL")));
    assertEquals("deny", word(policy, FactsSketch.call("m", "Fetch")));
    assertEquals("allow", word(policy, FactsSketch.call("m", "sendEmail")));
  }

  @Test
  void aToolThatNamesItselfLikeAnotherServersIsNotAllowedAsThat() {
    PolicySet policy = policy("{id: ok, name: n, action: allow, tool_patterns: ['mail/*']}");
    Facts impostor = FactsSketch.call("evil", "mail/read").facts();
    assertEquals("default", policy.decide(impostor).reason().rule());
    assertEquals("ok", policy.decide(FactsSketch.call("mail", "a/b").facts()).reason().rule());
  }

  @Test
  void theFirstSlashOfAPatternSeparatesServerAndTool() {
    PolicySet policy = policy("{id: d, name: n, action: deny, tool_patterns: ['m?il/a/b*']}");
    assertEquals("deny", word(policy, FactsSketch.call("mail", "a/bc")));
    assertEquals("allow", word(policy, FactsSketch.call("mail/a", "bc")));
  }

  @Test
  void reasonsSayWhatWasFoundAndWhatWouldPass() {
    Facts facts =
        FactsSketch.call("shell", "bash")
            .finding("shell.a", Family.SHELL, Severity.WARN)
            .finding("shell.b", Family.SHELL, Severity.BLOCK)
            .facts();
    Reason reason =
        policy(
                "{id: d, name: n, description: Harm is stopped., action: deny, note: Name a file.,"
                    + " findings: {families: [shell]}}")
            .decide(facts)
            .reason();
    assertEquals("Harm is stopped: it is block for this test; Name a file", reason.text());
    assertEquals("ASI02", reason.owasp());
  }

  @Test
  void explanationsListRulesInOrderUpToTheDecision() {
    PolicySet policy =
        policy(
            "{id: late, name: n, action: deny, priority: 90}",
            "{id: decider, name: n, action: deny, priority: 50}",
            "{id: other, name: n, action: deny, priority: 10, servers: [mail]}",
            "{id: warning, name: n, action: warn, priority: 20}");
    Explanation explanation = policy.explain(CALL);
    assertEquals(
        List.of(
            new Explanation.Step("other", Action.DENY, Outcome.NOT_SERVERS, ""),
            new Explanation.Step("warning", Action.WARN, Outcome.ADDED, ""),
            new Explanation.Step("decider", Action.DENY, Outcome.DECIDED, "")),
        explanation.steps());
    assertEquals(2, explanation.matched().size());
    assertEquals(policy.decide(CALL), explanation.verdict());
  }

  @Test
  void digestIgnoresLayoutAndSeesMeaning() {
    PolicySet policy = policy("{id: a, name: n, action: deny, servers: [x, y]}");
    PolicySet relaid = policy("\n    # why\n    {servers: [y, x], action: deny, name: 'n', id: a}");
    PolicySet changed = policy("{id: a, name: n, action: deny, servers: [x]}");
    assertEquals(16, policy.digest().length());
    assertEquals(policy.digest(), relaid.digest());
    assertNotEquals(policy.digest(), changed.digest());
  }

  @Test
  void digestSeesTheDefault() throws PolicyException {
    assertNotEquals(
        PolicySet.parse(List.of(), DefaultAction.ALLOW).digest(),
        PolicySet.parse(List.of(), DefaultAction.DENY).digest());
  }

  private static String word(PolicySet policy, FactsSketch facts) {
    return StandardPolicyTest.word(policy.decide(facts.facts()));
  }

  static PolicySet policy(String... rules) {
    var text = new StringBuilder("rules:\n");
    for (String rule : rules) {
      text.append("  - ").append(rule).append('\n');
    }
    try {
      return PolicySet.parse(
          List.of(new PolicySource("test.yaml", text.toString())), DefaultAction.ALLOW);
    } catch (PolicyException invalid) {
      throw new AssertionError(invalid);
    }
  }
}
