package dev.brattice.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.call.Direction;
import dev.brattice.catalogue.Effect;
import dev.brattice.inspect.Family;
import dev.brattice.inspect.Severity;
import dev.brattice.json.Json;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The shipped policy against attacks and against ordinary work, rule by rule. */
class StandardPolicyTest {
  private static final Path FILE =
      Path.of(System.getProperty("brattice.root", "."), "policies", "standard.yaml");

  private final PolicySet policy = load();
  private final List<JsonObject> cases = cases();

  @TestFactory
  List<DynamicTest> decidesEveryCase() {
    return cases.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    text(row, "rule") + ": " + text(row, "why"), () -> check(row)))
        .toList();
  }

  private void check(JsonObject row) {
    Explanation explanation = policy.explain(facts(row));
    boolean matched =
        explanation.matched().stream().anyMatch(step -> step.rule().equals(text(row, "rule")));
    assertEquals(text(row, "kind").equals("attack"), matched, () -> explanation.toString());
    assertEquals(text(row, "expect"), word(explanation.verdict()), () -> explanation.toString());
    assertEquals(explanation.verdict(), policy.decide(facts(row)));
  }

  @Test
  void everyRuleHasTwoAttacksAndTwoNearMisses() {
    Map<String, Integer> counts = new HashMap<>();
    for (JsonObject row : cases) {
      counts.merge(text(row, "kind") + " " + text(row, "rule"), 1, Integer::sum);
    }
    for (Rule rule : policy.rules()) {
      assertTrue(counts.getOrDefault("attack " + rule.id(), 0) >= 2, rule.id() + " lacks attacks");
      assertTrue(counts.getOrDefault("benign " + rule.id(), 0) >= 2, rule.id() + " lacks misses");
    }
  }

  @Test
  void everyRuleSaysWhatItIsFor() {
    for (Rule rule : policy.rules()) {
      assertTrue(rule.id().startsWith("BR-"), rule.id());
      assertFalse(rule.description().isEmpty(), rule.id());
    }
  }

  @Test
  void needsNoExpressions() {
    assertTrue(policy.rules().stream().allMatch(rule -> rule.conditions().when().isEmpty()));
  }

  @Test
  void tellsTheModelThatInstructionsInResultsAreData() {
    Verdict verdict =
        policy.decide(
            FactsSketch.call("web", "fetch")
                .direction(Direction.RESULT)
                .finding("instructions.override", Family.INSTRUCTIONS, Severity.WARN)
                .facts());
    assertTrue(
        verdict.obligations().stream().anyMatch(duty -> duty instanceof Obligation.Annotate));
  }

  @Test
  void keepsDenialsOfSecretFlowsUniform() {
    Verdict verdict =
        policy.decide(
            FactsSketch.call("mail", "send_email").effect(Effect.EGRESS).label("secret").facts());
    assertTrue(verdict.reason().confidential());
  }

  private static Facts facts(JsonObject row) {
    FactsSketch sketch =
        FactsSketch.call(text(row, "server"), text(row, "tool"))
            .direction(Direction.valueOf(text(row, "direction").toUpperCase(Locale.ROOT)))
            .effect(Effect.valueOf(text(row, "effect").toUpperCase(Locale.ROOT)));
    for (Json label : row.array("labels").orElseThrow().elements()) {
      sketch.label(((JsonString) label).value());
    }
    for (Json element : row.array("findings").orElseThrow().elements()) {
      var finding = (JsonObject) element;
      sketch.finding(
          text(finding, "rule"),
          Family.of(text(finding, "family")).orElseThrow(),
          Severity.of(text(finding, "severity")).orElseThrow());
    }
    return sketch.facts();
  }

  static String word(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Allow allow -> allow.warned() ? "warn" : "allow";
      case Verdict.Deny ignored -> "deny";
      case Verdict.Hold ignored -> "hold";
    };
  }

  private static String text(JsonObject row, String name) {
    return row.string(name).orElseThrow();
  }

  private static PolicySet load() {
    try {
      return PolicySet.parse(
          List.of(new PolicySource("standard.yaml", Files.readString(FILE))), DefaultAction.ALLOW);
    } catch (IOException | PolicyException broken) {
      throw new AssertionError(broken);
    }
  }

  private static List<JsonObject> cases() {
    try (InputStream in =
        StandardPolicyTest.class.getResourceAsStream("/policy/standard-cases.jsonl")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> (JsonObject) FactsSketch.json(line))
          .toList();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
