package dev.brattice.config;

import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonBoolean;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.json.JsonWriter;
import java.util.List;
import java.util.Map;

/** The configuration as a JSON Schema (2020-12), for editors. */
final class Schema {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  private static final String NAME_PATTERN =
      "^(?!.*__)[A-Za-z0-9_-]{1," + Layers.NAME_CHARS_MAX + "}$";

  private Schema() {}

  /** The schema, indented. */
  static String text() {
    JsonObject schema =
        JsonObject.of("$schema", new JsonString(DIALECT)).with("title", "Brattice configuration");
    for (Map.Entry<String, Json> member : section("").members().entrySet()) {
      schema = schema.with(member.getKey(), member.getValue());
    }
    var out = new StringBuilder();
    indent(schema, 0, out);
    return out.append('\n').toString();
  }

  private static JsonObject section(String path) {
    JsonObject properties = JsonObject.empty();
    JsonObject schema = JsonObject.of("type", new JsonString("object"));
    schema = schema.with("description", Keys.section(path).orElse("What Brattice does."));
    for (String name : Keys.below(path)) {
      String child = path.isEmpty() ? name : path + "." + name;
      JsonObject part =
          Keys.section(child).isPresent() ? section(child) : value(Keys.at(child).orElseThrow());
      if (name.equals("*")) {
        return schema
            .with("propertyNames", JsonObject.of("pattern", new JsonString(NAME_PATTERN)))
            .with("maxProperties", Layers.SERVERS_MAX)
            .with("additionalProperties", part);
      }
      properties = properties.with(name, part);
    }
    if (path.equals("servers.*")) {
      schema = schema.with("oneOf", JsonArray.of(requiring("command"), requiring("url")));
    }
    if (path.equals("agents.*")) {
      schema = schema.with("required", JsonArray.of(new JsonString("url")));
    }
    return schema.with("additionalProperties", false).with("properties", properties);
  }

  private static JsonObject requiring(String name) {
    return JsonObject.of("required", JsonArray.of(new JsonString(name)));
  }

  private static JsonObject value(Key key) {
    JsonObject schema = JsonObject.of("description", new JsonString(key.description()));
    JsonObject text = JsonObject.of("type", new JsonString("string"));
    JsonObject typed =
        switch (key.kind()) {
          case TEXT -> schema.with("type", "string").with("minLength", 1);
          case CHOICE -> schema.with("enum", array(key.choices()));
          case INTEGER ->
              schema
                  .with("type", "integer")
                  .with("minimum", key.least())
                  .with("maximum", key.most());
          case TRUTH -> schema.with("type", "boolean");
          case TEXTS ->
              schema
                  .with("type", "array")
                  .with("items", text)
                  .with("minItems", key.least())
                  .with("maxItems", Key.ELEMENTS_MAX);
          case PAIRS, NAMES ->
              schema
                  .with("type", "object")
                  .with("additionalProperties", text)
                  .with("maxProperties", Key.ELEMENTS_MAX);
        };
    return withDefault(typed, key);
  }

  private static JsonObject withDefault(JsonObject schema, Key key) {
    return switch (key.absent()) {
      case Value.Text absent when absent.text().isEmpty() -> schema;
      case Value.Text absent ->
          schema.with(
              "default",
              switch (key.kind()) {
                case INTEGER -> new JsonNumber(absent.text());
                case TRUTH -> JsonBoolean.of(absent.text().equals("true"));
                case TEXT, CHOICE, TEXTS, PAIRS, NAMES -> new JsonString(absent.text());
              });
      case Value.Texts absent when absent.texts().isEmpty() -> schema;
      case Value.Texts absent -> schema.with("default", array(absent.texts()));
      case Value.Pairs ignored -> schema;
    };
  }

  private static JsonArray array(List<String> texts) {
    return JsonArray.of(texts.stream().map(JsonString::new).toList());
  }

  private static void indent(Json value, int depth, StringBuilder out) {
    switch (value) {
      case JsonObject object when !object.members().isEmpty() -> {
        String gap = "{";
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
          out.append(gap).append('\n').append("  ".repeat(depth + 1));
          out.append(JsonWriter.text(new JsonString(member.getKey()))).append(": ");
          indent(member.getValue(), depth + 1, out);
          gap = ",";
        }
        out.append('\n').append("  ".repeat(depth)).append('}');
      }
      case JsonObject ignored -> out.append("{}");
      case JsonArray array -> out.append(JsonWriter.text(array));
      case JsonString string -> out.append(JsonWriter.text(string));
      case JsonNumber number -> out.append(number.spelling());
      case JsonBoolean bool -> out.append(bool.value());
      case JsonNull ignored -> out.append("null");
    }
  }
}
