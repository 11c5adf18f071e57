package dev.brattice.inspect.protection;

import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonBoolean;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The strings and member names of an argument that is itself JSON. */
final class NestedStrings {
  /** Strings of one argument that are looked at. */
  static final int STRINGS_MAX = 1_024;

  /** Longer arguments are not read again. */
  static final int TEXT_CHARS_MAX = 65_536;

  private static final JsonReader READER =
      new JsonReader(new JsonLimits(TEXT_CHARS_MAX * 3, 16, 100));

  private NestedStrings() {}

  /** The strings in {@code text}; empty where it is no object and no list. */
  static List<String> in(String text) {
    String json = text.length() <= TEXT_CHARS_MAX ? text.strip() : "";
    if (!json.startsWith("{") && !json.startsWith("[")) {
      return List.of();
    }
    List<String> strings = new ArrayList<>();
    try {
      add(READER.read(json.getBytes(StandardCharsets.UTF_8)), strings);
    } catch (JsonException notJson) {
      return List.of();
    }
    return strings;
  }

  private static void add(Json tree, List<String> strings) {
    switch (tree) {
      case JsonObject object ->
          object
              .members()
              .forEach(
                  (name, value) -> {
                    add(name, strings);
                    add(value, strings);
                  });
      case JsonArray array -> array.elements().forEach(element -> add(element, strings));
      case JsonString string -> add(string.value(), strings);
      case JsonNumber ignored -> {}
      case JsonBoolean ignored -> {}
      case JsonNull ignored -> {}
    }
  }

  private static void add(String found, List<String> strings) {
    if (strings.size() < STRINGS_MAX) {
      strings.add(found);
    }
  }
}
