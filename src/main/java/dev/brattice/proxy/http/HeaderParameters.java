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
import java.util.ArrayList;
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

  /** How many arguments of one tool may be annotated; further ones are not checked. */
  static final int PLACES_MAX = 100;

  /** How deep an annotated argument may lie: 1 is that of the tool itself. */
  static final int DEPTH_MAX = 16;

  private static final String PREFIX = "Mcp-Param-";
  private static final String ANNOTATION = "x-mcp-header";

  /** What is annotated, by tool. */
  private final Map<String, List<Place>> tools = new ConcurrentHashMap<>();

  /**
   * An argument that a header repeats.
   *
   * @param header its whole name
   * @param path the names of the members that lead to it
   */
  private record Place(String header, List<String> path) {
    /** The argument, where it is among these. */
    Optional<Json> in(JsonObject arguments) {
      JsonObject at = arguments;
      for (String name : path.subList(0, path.size() - 1)) {
        at = at.object(name).orElse(JsonObject.empty());
      }
      return at.get(path.getLast());
    }
  }

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
    List<Place> places = new ArrayList<>();
    tool.object("inputSchema").ifPresent(schema -> find(schema, List.of(), places));
    if (places.isEmpty()) {
      tools.remove(name);
    } else if (tools.size() < TOOLS_MAX || tools.containsKey(name)) {
      tools.put(name, List.copyOf(places));
    }
  }

  /** Adds what is annotated below {@code schema}, which stands at {@code path}. */
  private static void find(JsonObject schema, List<String> path, List<Place> places) {
    JsonObject properties = schema.object("properties").orElse(JsonObject.empty());
    for (Map.Entry<String, Json> each : properties.members().entrySet()) {
      if (places.size() < PLACES_MAX && each.getValue() instanceof JsonObject property) {
        List<String> below = new ArrayList<>(path);
        below.add(each.getKey());
        Optional<String> header = property.string(ANNOTATION);
        if (header.isPresent()) {
          places.add(new Place(PREFIX + header.get(), List.copyOf(below)));
        }
        if (below.size() < DEPTH_MAX) {
          find(property, below, places);
        }
      }
    }
  }

  /** The error for a call whose headers and arguments disagree. */
  Optional<JsonObject> refusal(HttpRequest head, Message.Request request) {
    if (!request.method().equals(Methods.TOOLS_CALL)) {
      return Optional.empty();
    }
    JsonObject params = request.params().orElse(JsonObject.empty());
    JsonObject arguments = params.object("arguments").orElse(JsonObject.empty());
    for (Place place : tools.getOrDefault(params.string("name").orElse(""), List.of())) {
      Optional<Json> argument = place.in(arguments).filter(HeaderParameters::fitsInHeader);
      if (!agrees(head.headers(place.header()), argument)) {
        return Optional.of(ModernHead.mismatch(request, place.header()));
      }
    }
    return Optional.empty();
  }

  private static boolean agrees(List<String> stated, Optional<Json> argument) {
    if (argument.isEmpty()) {
      return stated.isEmpty();
    }
    return stated.size() == 1
        && ModernHead.decoded(stated.getFirst().strip())
            .filter(value -> equal(value, argument.get()))
            .isPresent();
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
