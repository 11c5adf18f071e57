package dev.brattice.config;

import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints what is in effect as YAML, with the place each value comes from as a comment. */
final class EffectiveText {
  private static final int COMMENT_COLUMN = 40;

  private final SettingsReader reader;
  private final StringBuilder out = new StringBuilder();

  private EffectiveText(SettingsReader reader) {
    this.reader = reader;
  }

  /** The text for what {@code reader} reads. */
  static String of(SettingsReader reader) {
    var text = new EffectiveText(reader);
    text.section("", "", 0);
    return text.out.toString();
  }

  private void section(String path, String pattern, int depth) {
    for (String name : Keys.below(pattern)) {
      if (name.equals("*")) {
        for (String server : reader.names(path)) {
          entry(path, pattern, name, server, depth);
        }
      } else {
        entry(path, pattern, name, name, depth);
      }
    }
  }

  private void entry(String path, String pattern, String below, String name, int depth) {
    String childPath = path.isEmpty() ? name : path + "." + name;
    String childPattern = pattern.isEmpty() ? below : pattern + "." + below;
    if (Keys.section(childPattern).isPresent()) {
      // A section without anything in it would be no mapping when read again.
      int start = out.length();
      out.append("  ".repeat(depth)).append(name).append(":\n");
      int empty = out.length();
      section(childPath, childPattern, depth + 1);
      if (out.length() == empty) {
        out.setLength(start);
      }
      return;
    }
    Layers.Sourced sourced = reader.get(childPath);
    if (!isEmpty(sourced.value())) {
      Key.Kind kind = Keys.at(childPattern).orElseThrow().kind();
      line("  ".repeat(depth) + name + ": " + written(kind, sourced.value()), sourced.source());
    }
  }

  static boolean isEmpty(Value value) {
    return switch (value) {
      case Value.Text text -> text.text().isEmpty();
      case Value.Texts texts -> texts.texts().isEmpty();
      case Value.Pairs pairs -> pairs.pairs().isEmpty();
    };
  }

  /** {@code value} as it may be shown: without what is or may be a credential. */
  static String written(Key.Kind kind, Value value) {
    return switch (value) {
      case Value.Text text ->
          kind == Key.Kind.TEXT
              ? JsonWriter.text(new JsonString(Masking.withoutPassword(text.text())))
              : text.text();
      case Value.Texts texts -> {
        List<Json> parts =
            Masking.command(texts.texts()).stream().<Json>map(JsonString::new).toList();
        yield JsonWriter.text(JsonArray.of(parts));
      }
      case Value.Pairs pairs -> {
        Map<String, Json> masked = new LinkedHashMap<>();
        pairs
            .pairs()
            .forEach(
                (name, text) ->
                    masked.put(name, new JsonString(kind == Key.Kind.NAMES ? text : Masking.MASK)));
        yield JsonWriter.text(JsonObject.of(masked));
      }
    };
  }

  private void line(String text, Source source) {
    int gap = Math.max(2, COMMENT_COLUMN - text.length());
    out.append(text).append(" ".repeat(gap)).append("# ").append(source.text()).append('\n');
  }
}
