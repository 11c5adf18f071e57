package dev.brattice.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.call.Direction;
import dev.brattice.inspect.Family;
import dev.brattice.inspect.Locus;
import dev.brattice.inspect.Severity;
import dev.brattice.inspect.Touch;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules with `when`: what expressions see, what is refused while loading, what a fault does. */
class ExpressionTest {
  private static final String ARGUMENTS =
      "{\"to\":[\"a@example.com\",\"b@elsewhere.test\"],\"count\":9007199254740993,"
          + "\"price\":1.10,\"one\":1.0,\"none\":null,\"deep\":{\"flag\":true},"
          + "\"huge\":123456789012345678901234567890}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "args.to.exists(r, !r.endsWith('@example.com'))",
        "args.count == 9007199254740993",
        "args.count > 9007199254740991",
        "args.price == 1.1",
        "args.one == 1",
        "args.huge > 1e29",
        "args.none == null",
        "args.deep.flag",
        "!has(args.absent) && has(args.to)",
        "'count' in args",
        "direction == 'arguments' && method == 'tools/call' && server == 'mail'",
        "tool.matches('^send_') && effect == 'local' && principal == 'local:test'",
        "roles == ['ops', 'on-call'] && 'ops' in roles && agent == 'ci-bot'",
        "trust_domain == 'workspace'",
        "findings.exists(f, f.family == 'shell' && f.severity == 'ask' && f.confidence > 0.5)",
        "findings.all(f, f.pointer == '/path' && f.rule == 'shell.x' && f.disguise == '')",
        "'pii' in labels",
        "origins.exists(o, o.category == 'pii' && o.tool == 'read_file' && o.source != '')",
        "touches.exists(t, t.kind == 'host' && t.action == 'connect' && t.name == 'x.test')",
        "touches.exists(t, 'secret' in t.categories)",
        "now == timestamp('2023-11-14T22:13:20.123Z') && now.getHours('Europe/Berlin') == 23"
      })
  void expressionsSeeTheFacts(String when) {
    Facts facts =
        FactsSketch.call("mail", "send_email")
            .tree(ARGUMENTS)
            .at(1_700_000_000_123L)
            .caller("ci-bot", "ops", "on-call")
            .finding("shell.x", Family.SHELL, Severity.ASK)
            .origin("pii", new Locus("/to/0", 0, 5))
            .touch(
                new Touch(
                    Touch.Action.CONNECT,
                    Touch.Kind.HOST,
                    "x.test",
                    Set.of("secret"),
                    new Locus("/to", 0, 0)))
            .facts();
    assertInstanceOf(Verdict.Deny.class, deny(when).decide(facts));
    Explanation explanation = deny(when).explain(facts);
    assertEquals(Outcome.DECIDED, explanation.steps().getFirst().outcome());
  }

  @Test
  void mailToTheOwnDomainPassesAndOtherMailDoesNot() {
    PolicySet policy = deny("args.to.exists(r, !r.endsWith('@example.com'))");
    assertEquals("allow", word(policy, "{\"to\":[\"a@example.com\"]}"));
    assertEquals("allow", word(policy, "{\"to\":[]}"));
    assertEquals("deny", word(policy, "{\"to\":[\"a@example.com.evil.test\"]}"));
    assertEquals("deny", word(policy, "{\"to\":[\"a@example.com\",\"x@y.test\"]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "argz.to == 'x'                        | unknown variable `argz`; did you mean `args`?",
        "findings.exists(f, f.famly == 'x')    | unknown field `famly`; did you mean `family`?",
        "touches.exists(t, t.pointr == 'x')    | unknown field `pointr`; did you mean `pointer`?",
        "tool == 1                             | no matching overload",
        "tool                                  | expected type 'bool'",
        "tool.matches('(')                     | this fault",
        "now > timestamp('yesterday')          | this fault",
        "tool ==                               | this fault",
        "result.x                              | known only where all directions are among"
      })
  void faultyExpressionsAreRefusedWhileLoading(String when, String part) {
    PolicyException refused = assertThrows(PolicyException.class, () -> parse("deny", "", when));
    assertTrue(refused.sentence().contains(part), refused.getMessage());
    assertEquals(5, refused.line(), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[result]              | args.x == 1",
        "[result]              | size(labels) > 0",
        "[definition]          | size(touches) > 0",
        "[arguments, result]   | args.x == 1",
        "[arguments, result]   | result.x == 1"
      })
  void variablesWithoutAValueInADirectionAreRefused(String directions, String when) {
    assertThrows(PolicyException.class, () -> parse("deny", "directions: " + directions, when));
  }

  @Test
  void resultsAndDefinitionsHaveVariablesOfTheirOwn() throws PolicyException {
    PolicySet policy = parse("deny", "directions: [result]", "result.isError");
    Facts facts =
        FactsSketch.call("a", "b").direction(Direction.RESULT).tree("{\"isError\":true}").facts();
    assertInstanceOf(Verdict.Deny.class, policy.decide(facts));
  }

  @ParameterizedTest
  @ValueSource(strings = {"deny", "approve", "sandbox"})
  void aRuleThatWouldHoldBackDeniesWhenItFaults(String action) throws PolicyException {
    Verdict verdict = decide(parse(action, "", "args.absent == 1"), "{}");
    assertInstanceOf(Verdict.Deny.class, verdict);
    assertEquals("r", verdict.reason().rule());
    assertTrue(verdict.reason().text().contains("absent"), verdict.reason().text());
  }

  @Test
  void redactAndThrottleDenyWhenTheyFault() throws PolicyException {
    Facts facts =
        FactsSketch.call("a", "b").finding("secrets.x", Family.SECRETS, Severity.WARN).facts();
    PolicySet redact = parse("redact", "findings: {families: [secrets]}", "args.absent == 1");
    PolicySet throttle = parse("throttle", "calls_per_minute: 1", "args.absent == 1");
    assertInstanceOf(Verdict.Deny.class, redact.decide(facts));
    assertInstanceOf(Verdict.Deny.class, throttle.decide(facts));
  }

  @ParameterizedTest
  @ValueSource(strings = {"allow", "warn", "audit"})
  void aRuleThatWouldLetPassIsPassedOverWithAWarning(String action) throws PolicyException {
    PolicySet policy = parse(action, "priority: 1", "args.absent == 1");
    Verdict verdict = decide(policy, "{}");
    assertEquals("warn", StandardPolicyTest.word(verdict));
    Explanation explanation = policy.explain(FactsSketch.call("a", "b").facts());
    assertEquals(Outcome.PASSED_OVER, explanation.steps().getFirst().outcome());
  }

  @Test
  void aFaultingAllowDoesNotOpenTheDoor() throws PolicyException {
    PolicySet policy =
        PolicySet.parse(
            List.of(
                new PolicySource(
                    "test.yaml",
                    """
                    rules:
                      - {id: ok, name: n, action: allow, priority: 1, when: args.trusted}
                      - {id: no, name: n, action: deny, priority: 2}
                    """)),
            DefaultAction.ALLOW);
    assertEquals("no", decide(policy, "{}").reason().rule());
    assertEquals("ok", decide(policy, "{\"trusted\":true}").reason().rule());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"args.text", "int(args.text) == 1", "args.list[5] == 1", "1 / args.zero == 1"})
  void faultsNeverQuoteArguments(String when) {
    Verdict verdict = decide(deny(when), "{\"text\":\"hunter2-secret\",\"list\":[1],\"zero\":0}");
    assertInstanceOf(Verdict.Deny.class, verdict);
    assertFalse(verdict.reason().text().contains("hunter2"), verdict.reason().text());
  }

  @Test
  void longListsFaultInsteadOfRunningOn() {
    var list = new StringBuilder("{\"to\":[0");
    for (int i = 0; i < Expressions.ITERATIONS_MAX; i++) {
      list.append(",0");
    }
    Verdict verdict = decide(deny("args.to.all(n, n == 0)"), list.append("]}").toString());
    assertInstanceOf(Verdict.Deny.class, verdict);
    assertTrue(verdict.reason().text().contains("steps"), verdict.reason().text());
  }

  @Test
  void expressionsOverLabelsAreConfidential() {
    Facts facts = FactsSketch.call("a", "b").label("secret").facts();
    assertTrue(deny("'secret' in labels").decide(facts).reason().confidential());
    assertTrue(deny("size(origins) == 0").decide(facts).reason().confidential());
    assertFalse(deny("tool == 'b'").decide(facts).reason().confidential());
  }

  @Test
  void faultsInBlocksOfTextNameTheirLine() {
    var source =
        new PolicySource(
            "test.yaml",
            """
            rules:
              - id: r
                name: n
                action: deny
                when: |
                  tool == 'x' &&
                  tol == 'y'
            """);
    PolicyException refused =
        assertThrows(
            PolicyException.class, () -> PolicySet.parse(List.of(source), DefaultAction.ALLOW));
    assertEquals(7, refused.line(), refused.getMessage());
  }

  @Test
  void expressionsAreBoundedInLength() {
    String when = "tool == '" + "x".repeat(Expressions.CHARS_MAX) + "'";
    assertThrows(PolicyException.class, () -> parse("deny", "", when));
  }

  private static String word(PolicySet policy, String arguments) {
    return StandardPolicyTest.word(decide(policy, arguments));
  }

  private static Verdict decide(PolicySet policy, String arguments) {
    return policy.decide(FactsSketch.call("mail", "send_email").tree(arguments).facts());
  }

  private static PolicySet deny(String when) {
    try {
      return parse("deny", "", when);
    } catch (PolicyException invalid) {
      throw new AssertionError(invalid);
    }
  }

  private static PolicySet parse(String action, String more, String when) throws PolicyException {
    String text =
        "rules:\n  - id: r\n    name: n\n    action: "
            + action
            + "\n    when: \""
            + when
            + "\"\n"
            + (more.isEmpty() ? "" : "    " + more + "\n");
    return PolicySet.parse(List.of(new PolicySource("test.yaml", text)), DefaultAction.ALLOW);
  }
}
