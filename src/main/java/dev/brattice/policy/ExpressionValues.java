package dev.brattice.policy;

import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Touch;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonBoolean;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.provenance.Origin;
import dev.cel.common.values.NullValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The values of an expression's variables for some facts. */
final class ExpressionValues {
  private ExpressionValues() {}

  /** The value of {@code variable}. */
  static Object of(Variable variable, Facts facts) {
    return switch (variable) {
      case DIRECTION -> facts.direction().label();
      case METHOD -> facts.method();
      case SERVER -> facts.tool().server();
      case TOOL -> facts.tool().tool();
      case PRINCIPAL -> facts.principal();
      case ROLES -> facts.roles();
      case AGENT -> facts.agent();
      case TRUST_DOMAIN -> facts.trustDomain();
      case EFFECT -> facts.effect().label();
      case FINDINGS ->
          facts.inspection().findings().stream().map(ExpressionValues::finding).toList();
      case TOUCHES -> facts.inspection().touches().stream().map(ExpressionValues::touch).toList();
      case ORIGINS -> facts.provenance().origins().stream().map(ExpressionValues::origin).toList();
      case LABELS -> facts.provenance().label().categories().stream().sorted().toList();
      // RFC 3339; the library has no public type of its own for a point in time.
      case NOW -> Instant.ofEpochMilli(facts.nowMillis()).toString();
      case ARGS, RESULT, DEFINITION, REQUEST, ANSWER -> json(facts.tree());
    };
  }

  private static Map<String, Object> finding(Finding finding) {
    return Map.of(
        "rule", finding.rule(),
        "family", finding.family().label(),
        "severity", finding.severity().label(),
        "confidence", finding.confidence(),
        "disguise", finding.disguise(),
        "pointer", finding.locus().pointer());
  }

  private static Map<String, Object> touch(Touch touch) {
    return Map.of(
        "action", touch.action().label(),
        "kind", touch.kind().label(),
        "name", touch.name(),
        "categories", touch.categories().stream().sorted().toList());
  }

  private static Map<String, Object> origin(Origin origin) {
    return Map.of(
        "call", origin.call(),
        "server", origin.server(),
        "tool", origin.tool(),
        "source", origin.source(),
        "category", origin.category(),
        "match", origin.match(),
        "disguise", origin.disguise(),
        "pointer", origin.locus().pointer());
  }

  /**
   * {@code value} as an expression sees it. Whole numbers are exact up to 64 bits; all others are
   * the nearest double.
   */
  private static Object json(Json value) {
    return switch (value) {
      case JsonObject object -> {
        Map<String, Object> members = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
          members.put(member.getKey(), json(member.getValue()));
        }
        yield members;
      }
      case JsonArray array -> {
        List<Object> elements = new ArrayList<>(array.elements().size());
        for (Json element : array.elements()) {
          elements.add(json(element));
        }
        yield elements;
      }
      case JsonString string -> string.value();
      case JsonNumber number -> number(number);
      case JsonBoolean bool -> bool.value();
      case JsonNull ignored -> NullValue.NULL_VALUE;
    };
  }

  private static Object number(JsonNumber number) {
    OptionalLong exact = number.asLong();
    if (exact.isPresent()) {
      return exact.getAsLong();
    }
    return Double.parseDouble(number.spelling());
  }
}
