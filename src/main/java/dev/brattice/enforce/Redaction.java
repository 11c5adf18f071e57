package dev.brattice.enforce;

import dev.brattice.inspect.Locus;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonBoolean;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonNumber;
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
    var top = new Step();
    for (Locus span : spans) {
      JsonPointer pointer = span.place().steps();
      // A name cannot be masked: the member would be another one.
      if (span.place().isName()
          || !(pointer.in(tree).orElse(JsonNull.NULL) instanceof JsonString)
          || !mayChange(pointer, outputSchema)) {
        return Optional.empty();
      }
      Step step = top;
      for (String token : pointer.tokens()) {
        step = step.below.computeIfAbsent(token, ignored -> new Step());
      }
      step.spans.add(span);
    }
    return Optional.of(masked(tree, top));
  }

  /** One step on the way to the spans: a tree is rebuilt once, whatever the number of spans. */
  private static final class Step {
    private final Map<String, Step> below = new LinkedHashMap<>();
    private final List<Locus> spans = new ArrayList<>();
  }

  private static Json masked(Json tree, Step step) {
    return switch (tree) {
      case JsonObject object -> {
        var members = new LinkedHashMap<>(object.members());
        step.below.forEach(
            (token, next) -> members.computeIfPresent(token, (name, old) -> masked(old, next)));
        yield JsonObject.of(members);
      }
      case JsonArray array -> {
        var elements = new ArrayList<>(array.elements());
        step.below.forEach(
            (token, next) -> {
              int index = Integer.parseInt(token);
              elements.set(index, masked(elements.get(index), next));
            });
        yield JsonArray.of(elements);
      }
      case JsonString string -> new JsonString(mask(string.value(), step.spans));
      case JsonNumber number -> number;
      case JsonBoolean bool -> bool;
      case JsonNull nothing -> nothing;
    };
  }

  private static String mask(String text, List<Locus> spans) {
    List<Locus> ordered = new ArrayList<>(spans);
    ordered.sort(Comparator.comparingInt(Locus::start));
    var masked = new StringBuilder(text);
    int done = 0;
    for (Locus span : ordered) {
      if (span.start() >= span.end()) {
        continue;
      }
      int end = wholeCharacter(text, Math.min(span.end(), text.length()));
      // Spans overlap: each unit is masked once.
      for (int i = Math.max(done, before(text, span.start())); i < end; i++) {
        char c = text.charAt(i);
        if (c != '\n' && c != '\r') {
          masked.setCharAt(i, '*');
        }
      }
      done = Math.max(done, end);
    }
    return masked.toString();
  }

  private static int before(String text, int at) {
    return splitsCharacter(text, at) ? at - 1 : at;
  }

  private static int wholeCharacter(String text, int at) {
    return splitsCharacter(text, at) ? at + 1 : at;
  }

  private static boolean splitsCharacter(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isLowSurrogate(text.charAt(at))
        && Character.isHighSurrogate(text.charAt(at - 1));
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
