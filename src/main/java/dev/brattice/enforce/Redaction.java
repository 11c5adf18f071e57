package dev.brattice.enforce;

import dev.brattice.inspect.Locus;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonPointer;
import dev.brattice.json.JsonString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Masks spans of strings. Masks have the length of what they hide, and structured content is masked
 * only where the tool's output schema allows any string, so a result that was valid stays valid.
 */
public final class Redaction {
  private static final String STRUCTURED = "structuredContent";

  private Redaction() {}

  /**
   * {@code tree} with {@code spans} masked; empty where a span cannot be masked, because its place
   * is not a string or its schema allows only certain ones.
   *
   * @param outputSchema the schema of {@code /structuredContent}, where the tool declares one
   */
  public static Optional<Json> mask(
      Json tree, List<Locus> spans, Optional<JsonObject> outputSchema) {
    Map<String, List<Locus>> byPlace = new LinkedHashMap<>();
    for (Locus span : spans) {
      byPlace.computeIfAbsent(span.pointer(), place -> new ArrayList<>()).add(span);
    }
    Json masked = tree;
    for (Map.Entry<String, List<Locus>> place : byPlace.entrySet()) {
      JsonPointer pointer = JsonPointer.parse(place.getKey());
      if (!(pointer.in(masked).orElse(tree) instanceof JsonString string)
          || !mayChange(pointer, outputSchema)) {
        return Optional.empty();
      }
      masked =
          replace(masked, pointer.tokens(), new JsonString(mask(string.value(), place.getValue())));
    }
    return Optional.of(masked);
  }

  private static String mask(String text, List<Locus> spans) {
    List<Locus> ordered = new ArrayList<>(spans);
    ordered.sort(Comparator.comparingInt(Locus::start));
    var masked = new StringBuilder(text);
    for (Locus span : ordered) {
      for (int i = span.start(); i < Math.min(span.end(), masked.length()); i++) {
        char c = masked.charAt(i);
        if (c != '\n' && c != '\r') {
          masked.setCharAt(i, '*');
        }
      }
    }
    return masked.toString();
  }

  private static Json replace(Json tree, List<String> tokens, Json value) {
    if (tokens.isEmpty()) {
      return value;
    }
    String token = tokens.getFirst();
    List<String> rest = tokens.subList(1, tokens.size());
    if (tree instanceof JsonObject object) {
      return object.with(token, replace(object.get(token).orElse(value), rest, value));
    }
    if (tree instanceof JsonArray array) {
      var elements = new ArrayList<>(array.elements());
      int index = Integer.parseInt(token);
      elements.set(index, replace(elements.get(index), rest, value));
      return JsonArray.of(elements);
    }
    return tree;
  }

  /** Whether the schema lets the string at {@code pointer} be any string of its length. */
  private static boolean mayChange(JsonPointer pointer, Optional<JsonObject> outputSchema) {
    List<String> tokens = pointer.tokens();
    if (outputSchema.isEmpty() || tokens.isEmpty() || !tokens.getFirst().equals(STRUCTURED)) {
      return true;
    }
    JsonObject schema = outputSchema.get();
    for (String token : tokens.subList(1, tokens.size())) {
      if (restrictsStrings(schema)) {
        return false;
      }
      JsonObject here = schema;
      Optional<JsonObject> next =
          here.object("properties")
              .flatMap(properties -> properties.object(token))
              .or(() -> here.object("items"))
              .or(() -> here.object("additionalProperties"));
      if (next.isEmpty()) {
        return true;
      }
      schema = next.get();
    }
    return !restrictsStrings(schema);
  }

  /** Also composed and referenced schemas: what is not understood is not loosened. */
  private static boolean restrictsStrings(JsonObject schema) {
    for (String keyword :
        List.of(
            "enum", "const", "pattern", "format", "$ref", "oneOf", "anyOf", "allOf", "not", "if")) {
      if (schema.has(keyword)) {
        return true;
      }
    }
    return false;
  }
}
