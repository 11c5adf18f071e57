package dev.brattice.proxy.http;

import dev.brattice.call.Message;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonBoolean;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.mcp.Methods;
import dev.brattice.wire.http.HttpRequest;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The arguments that tools want repeated in a header {@code Mcp-Param-…}, so that what stands
 * before a server can route by them: known from the definitions that passed. A call whose header
 * says something else than its argument is refused.
 */
final class HeaderParameters {
  /** How many tools with such arguments are remembered. */
  static final int TOOLS_MAX = 1_000;

  /** The longest number that may be spelt in another way. */
  static final int NUMBER_CHARS_MAX = 100;

  private static final String PREFIX = "Mcp-Param-";
  private static final String ANNOTATION = "x-mcp-header";

  /** Header by argument, by tool. */
  private final Map<String, Map<String, String>> tools = new ConcurrentHashMap<>();

  /** Learns from the answer to a listing. */
  void learn(JsonObject answer) {
    Optional<JsonArray> listed = answer.object("result").flatMap(result -> result.array("tools"));
    for (Json each : listed.map(JsonArray::elements).orElse(List.of())) {
      if (each instanceof JsonObject tool) {
        tool.string("name").ifPresent(name -> learn(name, tool));
      }
    }
  }

  private void learn(String name, JsonObject tool) {
    Map<String, String> headers = new HashMap<>();
    Optional<JsonObject> properties =
        tool.object("inputSchema").flatMap(schema -> schema.object("properties"));
    if (properties.isPresent()) {
      properties
          .get()
          .members()
          .forEach(
              (argument, schema) -> {
                if (schema instanceof JsonObject object) {
                  object.string(ANNOTATION).ifPresent(header -> headers.put(argument, header));
                }
              });
    }
    if (headers.isEmpty()) {
      tools.remove(name);
    } else if (tools.size() < TOOLS_MAX || tools.containsKey(name)) {
      tools.put(name, Map.copyOf(headers));
    }
  }

  /** The error for a call whose headers and arguments disagree. */
  Optional<JsonObject> refusal(HttpRequest head, Message.Request request) {
    if (!request.method().equals(Methods.TOOLS_CALL)) {
      return Optional.empty();
    }
    JsonObject params = request.params().orElse(JsonObject.empty());
    Map<String, String> headers = tools.getOrDefault(params.string("name").orElse(""), Map.of());
    JsonObject arguments = params.object("arguments").orElse(JsonObject.empty());
    for (Map.Entry<String, String> each : headers.entrySet()) {
      String header = PREFIX + each.getValue();
      Optional<Json> argument = arguments.get(each.getKey()).filter(HeaderParameters::fitsInHeader);
      List<String> stated = head.headers(header);
      boolean same =
          argument.isEmpty()
              ? stated.isEmpty()
              : stated.size() == 1
                  && ModernHead.decoded(stated.getFirst().strip())
                      .filter(value -> equal(value, argument.get()))
                      .isPresent();
      if (!same) {
        return Optional.of(ModernHead.mismatch(request, header));
      }
    }
    return Optional.empty();
  }

  /** Truth values and numbers may be spelt in other ways, text may not. */
  private static boolean equal(String header, Json argument) {
    return switch (argument) {
      case JsonString string -> header.equals(string.value());
      case JsonBoolean truth ->
          header.toLowerCase(Locale.ROOT).equals(Boolean.toString(truth.value()));
      case JsonNumber number ->
          header.equals(number.spelling()) || sameNumber(header, number.spelling());
      default -> false;
    };
  }

  /** Exactly: two account numbers can be one as floating point. */
  private static boolean sameNumber(String header, String argument) {
    if (header.length() > NUMBER_CHARS_MAX || argument.length() > NUMBER_CHARS_MAX) {
      return false;
    }
    try {
      return new BigDecimal(header).compareTo(new BigDecimal(argument)) == 0;
    } catch (NumberFormatException text) {
      return false;
    }
  }

  private static boolean fitsInHeader(Json value) {
    return value instanceof JsonString
        || value instanceof JsonNumber
        || value instanceof JsonBoolean;
  }
}
