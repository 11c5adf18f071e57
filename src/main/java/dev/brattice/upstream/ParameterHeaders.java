package dev.brattice.upstream;

import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonBoolean;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The arguments that a server wants repeated in headers {@code Mcp-Param-…}, as its own definitions
 * say. Computed from what is sent, never taken from a client.
 */
final class ParameterHeaders {
  /** How many tools with such arguments are remembered. */
  static final int TOOLS_MAX = 1_000;

  /** How many arguments of one tool are repeated. */
  static final int PARAMETERS_MAX = 64;

  /** How deep within the arguments one may be. */
  static final int DEPTH_MAX = 16;

  private static final String PREFIX = "Mcp-Param-";
  private static final String ANNOTATION = "x-mcp-header";
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  /** Where an argument is, and the header that repeats it. */
  private record Parameter(List<String> path, String header) {
    Parameter {
      path = List.copyOf(path);
    }
  }

  private final Map<String, List<Parameter>> tools = new ConcurrentHashMap<>();

  /** Learns from the result of {@code tools/list}. */
  void learn(Json result) {
    Optional<JsonArray> listed =
        result instanceof JsonObject object ? object.array("tools") : Optional.empty();
    for (Json each : listed.map(JsonArray::elements).orElse(List.of())) {
      if (each instanceof JsonObject tool) {
        tool.string("name").ifPresent(name -> learn(name, tool));
      }
    }
  }

  private void learn(String name, JsonObject tool) {
    List<Parameter> found = new ArrayList<>();
    tool.object("inputSchema").ifPresent(schema -> find(schema, List.of(), found));
    if (found.isEmpty()) {
      tools.remove(name);
    } else if (tools.size() < TOOLS_MAX || tools.containsKey(name)) {
      tools.put(name, List.copyOf(found));
    }
  }

  private static void find(JsonObject schema, List<String> path, List<Parameter> found) {
    Optional<JsonObject> properties = schema.object("properties");
    if (properties.isEmpty() || path.size() >= DEPTH_MAX) {
      return;
    }
    for (Map.Entry<String, Json> each : properties.get().members().entrySet()) {
      if (found.size() >= PARAMETERS_MAX) {
        return;
      }
      if (each.getValue() instanceof JsonObject property) {
        List<String> place = new ArrayList<>(path);
        place.add(each.getKey());
        property
            .string(ANNOTATION)
            .filter(ParameterHeaders::isToken)
            .ifPresent(header -> found.add(new Parameter(place, header)));
        find(property, place, found);
      }
    }
  }

  private static boolean isToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c > '~' || (!Character.isLetterOrDigit(c) && TOKEN_MARKS.indexOf(c) < 0)) {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= HeaderValues.CHARS_MAX;
  }

  /** Puts the headers of a call with {@code params} into {@code headers}. */
  void put(JsonObject params, Map<String, String> headers) {
    List<Parameter> known = tools.getOrDefault(params.string("name").orElse(""), List.of());
    for (Parameter parameter : known) {
      argument(params, parameter.path())
          .flatMap(HeaderValues::of)
          .ifPresent(value -> headers.put(PREFIX + parameter.header(), value));
    }
  }

  private static Optional<String> argument(JsonObject params, List<String> path) {
    Optional<Json> value = params.get("arguments");
    for (String name : path) {
      value = value.flatMap(it -> it instanceof JsonObject in ? in.get(name) : Optional.empty());
    }
    return value.flatMap(ParameterHeaders::text);
  }

  private static Optional<String> text(Json value) {
    return switch (value) {
      case JsonString string -> Optional.of(string.value());
      case JsonNumber number -> Optional.of(number.spelling());
      case JsonBoolean truth -> Optional.of(Boolean.toString(truth.value()));
      default -> Optional.empty();
    };
  }
}
