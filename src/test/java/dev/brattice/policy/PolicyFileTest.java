package dev.brattice.policy;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy file may say, and how a fault in it is told. */
class PolicyFileTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "taint_label: [secret]        | got `taint_label`; did you mean `taint_labels`?",
        "tool_paterns: [x]            | did you mean `tool_patterns`?",
        "colour: red                  | known are `id`, `name`",
        "priority: high               | a whole number from 0",
        "priority: -1                 | a whole number from 0",
        "priority: '10'               | a whole number from 0",
        "priority: 1.5                | a whole number from 0",
        "tool_patterns: []            | at least one element for `tool_patterns`",
        "tool_patterns: fetch         | expected a list for `tool_patterns`",
        "tool_patterns: ['']          | expected a pattern",
        "tool_patterns: ['a[bc]']     | expected a pattern",
        "tool_patterns: ['a**']       | expected a pattern",
        "tool_patterns: ['/x']        | expected `tool` or `server/tool`",
        "tool_patterns: ['x/']        | expected `tool` or `server/tool`",
        "tool_patterns: [12]          | put it in quotes",
        "servers: []                  | at least one element",
        "taint_labels: [secrets]      | did you mean `secret`?",
        "effects: [egres]             | did you mean `egress`?",
        "directions: [argument]       | did you mean `arguments`?",
        "findings: {}                 | expected families, severity or rules",
        "findings: {family: [shell]}  | did you mean `families`?",
        "findings: {families: [shel]} | did you mean `shell`?",
        "findings: {severity: high}   | one of `note`, `warn`, `ask`, `block`",
        "findings: {rules: []}        | at least one element",
        "findings: [shell]            | expected a mapping for `findings`",
        "owasp_asi_id: ASI11          | from `ASI01` to `ASI10`",
        "owasp_asi_id: 3              | put it in quotes",
        "when: true                   | put it in quotes",
        "description:                 | expected a string",
        "note: ''                     | a text of 1 to",
        "calls_per_minute: 5          | with action `throttle`",
        "redact: findings             | `redact` with action `redact` only",
        "profile: tight               | `profile` with action `sandbox` only",
        "directions: [result]^    taint_labels: [secret] | where labels are known"
      })
  void namesTheFaultOfARule(String line, String part) {
    PolicyException refused =
        assertThrows(
            PolicyException.class,
            () ->
                parse(
                    "rules:\n  - id: r\n    name: n\n    action: deny\n    "
                        + line.replace('^', '\n')
                        + "\n"));
    assertTrue(refused.sentence().contains(part), refused.getMessage());
    assertEquals("test.yaml", refused.file());
    assertTrue(refused.line() == 5 || refused.line() == 2, refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: n, action: deny}                                       | the key `id`",
        "{id: r, action: deny}                                         | the key `name`",
        "{id: r, name: n}                                              | the key `action`",
        "{id: r, name: n, action: block}                               | expected one of `audit`",
        "{id: r, name: n, action: denny}                               | did you mean `deny`?",
        "{id: default, name: n, action: deny}                          | other than `default`",
        "{id: 'a b', name: n, action: deny}                            | expected an id",
        "{id: r, name: n, action: throttle}                            | `calls_per_minute` with",
        "{id: r, name: n, action: redact}                              | say what is masked",
        "{id: r, name: n, action: redact, redact: findings}            | `findings`, which say",
        "{id: r, name: n, action: redact, redact: origins}             | say what is masked",
        "{id: r, name: n, action: approve, directions: [result]}       | `arguments` alone",
        "{id: r, name: n, action: sandbox, directions: [definition]}   | `arguments` alone",
        "{id: r, name: n, action: warn, note: x}                       | `warn` for direction",
        "{id: r, name: n, action: allow, note: x}                      | `note` with action",
        "[a]                                                           | expected a mapping"
      })
  void refusesRulesWhosePartsDoNotFit(String rule, String part) {
    PolicyException refused =
        assertThrows(PolicyException.class, () -> parse("rules:\n  - " + rule + "\n"));
    assertTrue(refused.sentence().contains(part), refused.getMessage());
    assertEquals(2, refused.line());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rule: [] | did you mean `rules`?",
        "rules: | expected a list",
        "rules: [] | at least one element",
        "[] | expected a mapping",
        "'' | expected the key `rules`",
        "'rules: [' | well-formed YAML"
      })
  void refusesFilesThatAreNoPolicy(String text, String part) {
    PolicyException refused = assertThrows(PolicyException.class, () -> parse(text));
    assertTrue(refused.sentence().contains(part), refused.getMessage());
  }

  @Test
  void refusesAnIdThatAnotherFileHas() {
    String rules = "rules:\n  - {id: r, name: n, action: deny}\n";
    PolicyException refused =
        assertThrows(
            PolicyException.class,
            () ->
                PolicySet.parse(
                    List.of(new PolicySource("a.yaml", rules), new PolicySource("b.yaml", rules)),
                    DefaultAction.ALLOW));
    assertEquals("b.yaml", refused.file());
    assertTrue(refused.sentence().contains("a.yaml:2"), refused.getMessage());
  }

  @Test
  void acceptsTheShapeOfTheContract() throws PolicyException {
    PolicySet policy =
        parse(
            """
            rules:
              - id: ASI-03-001
                name: Block PII in outbound mail
                description: Personal data leaves only to our own domain
                action: deny
                priority: 10
                tool_patterns: ["send_email", "mail/*"]
                taint_labels: [pii, secret]
                owasp_asi_id: ASI-03
                when: args.to.exists(r, !r.endsWith("@example.com"))
            """);
    assertEquals("ASI03", policy.rules().getFirst().owasp());
    Facts mail =
        FactsSketch.call("x", "send_email").label("pii").tree("{\"to\":[\"a@b.test\"]}").facts();
    assertEquals("ASI-03-001", policy.decide(mail).reason().rule());
  }

  @Test
  void boundsTheNumberOfRules() {
    assertDoesNotThrow(() -> parse(rules(PolicySet.RULES_MAX)));
    PolicyException refused =
        assertThrows(PolicyException.class, () -> parse(rules(PolicySet.RULES_MAX + 1)));
    assertTrue(refused.sentence().contains("at most"), refused.getMessage());
  }

  @Test
  void boundsTheLengthOfListsAndTexts() {
    String list = "x, ".repeat(RuleFields.LIST_MAX) + "x";
    assertThrows(
        PolicyException.class,
        () -> parse("rules:\n  - {id: r, name: n, action: deny, servers: [" + list + "]}\n"));
    String text = "x".repeat(RuleFields.TEXT_CHARS_MAX + 1);
    assertThrows(
        PolicyException.class,
        () -> parse("rules:\n  - {id: r, name: " + text + ", action: deny}\n"));
    String id = "x".repeat(RuleReader.ID_CHARS_MAX + 1);
    assertThrows(
        PolicyException.class,
        () -> parse("rules:\n  - {id: " + id + ", name: n, action: deny}\n"));
  }

  private static String rules(int count) {
    var text = new StringBuilder("rules:\n");
    for (int i = 0; i < count; i++) {
      text.append("  - {id: r").append(i).append(", name: n, action: audit}\n");
    }
    return text.toString();
  }

  private static PolicySet parse(String text) throws PolicyException {
    return PolicySet.parse(List.of(new PolicySource("test.yaml", text)), DefaultAction.ALLOW);
  }
}
