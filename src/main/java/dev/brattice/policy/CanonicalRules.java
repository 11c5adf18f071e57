package dev.brattice.policy;

import dev.brattice.crypto.Digest;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.json.JsonWriter;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Writes rules in one way, so that files that mean the same have one digest. */
final class CanonicalRules {
  private static final int DIGITS = 16;

  private CanonicalRules() {}

  /** 16 hexadecimal digits over {@code rules} in order of evaluation and the default. */
  static String digest(List<Rule> rules, DefaultAction defaultAction) {
    JsonObject all =
        JsonObject.of("default", new JsonString(defaultAction.label()))
            .with("rules", JsonArray.of(rules.stream().map(CanonicalRules::rule).toList()));
    return Digest.sha256(JsonWriter.bytes(all)).toHex().substring(0, DIGITS);
  }

  private static JsonObject rule(Rule rule) {
    Rule.Conditions conditions = rule.conditions();
    Rule.Consequence consequence = rule.consequence();
    JsonObject written =
        JsonObject.empty()
            .with("id", rule.id())
            .with("name", rule.name())
            .with("description", rule.description())
            .with("owasp", rule.owasp())
            .with("action", rule.action().label())
            .with("priority", rule.priority())
            .with("directions", sorted(conditions.directions(), value -> value.label()))
            .with("methods", sorted(conditions.methods(), text -> text))
            .with("servers", sorted(conditions.servers(), text -> text))
            .with("trust_domains", sorted(conditions.trustDomains(), text -> text))
            .with("tool_patterns", sorted(conditions.toolPatterns(), text -> text))
            .with("effects", sorted(conditions.effects(), value -> value.label()))
            .with("taint_labels", sorted(conditions.taintLabels(), text -> text))
            .with("when", conditions.when().orElse(""))
            .with("note", consequence.note().orElse(""))
            .with("redact", consequence.redact().map(Enum::name).orElse(""))
            .with("calls_per_minute", consequence.callsPerMinute())
            .with("profile", consequence.profile());
    return conditions
        .findings()
        .map(filter -> written.with("findings", findings(filter)))
        .orElse(written);
  }

  private static Json findings(FindingFilter filter) {
    return JsonObject.empty()
        .with("families", sorted(filter.families(), value -> value.label()))
        .with("severity", filter.severity().label())
        .with("rules", sorted(filter.rules(), text -> text));
  }

  /** The order within a list means nothing. */
  private static <T> JsonArray sorted(Collection<T> values, Function<T, String> label) {
    return JsonArray.of(values.stream().map(label).sorted().map(JsonString::new).toList());
  }
}
