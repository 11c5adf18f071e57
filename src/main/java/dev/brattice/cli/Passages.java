package dev.brattice.cli;

import dev.brattice.call.Direction;
import dev.brattice.call.ToolRef;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.mcp.Answers;
import dev.brattice.mcp.Methods;
import dev.brattice.proxy.Passage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Makes of a text what could be on its way through the gateway. */
final class Passages {
  private static final String SERVER = "inspect";

  private Passages() {}

  /** The passages that {@code input} could be; never none. */
  static List<Passage> of(String input, InspectCommand.Kind kind) {
    Optional<JsonObject> object = object(input);
    return switch (kind) {
      case auto -> object.flatMap(Passages::message).map(List::of).orElseGet(() -> text(input));
      case call ->
          List.of(object.map(Passages::call).orElseGet(() -> argument("call", "text", input)));
      case result -> List.of(object.map(Passages::result).orElseGet(() -> result(input)));
      case definition ->
          List.of(object.map(Passages::definition).orElseGet(() -> description(input)));
      case command -> List.of(argument("run_command", "command", input));
      case path -> List.of(argument("read_file", "path", input.strip()));
      case url -> List.of(argument("fetch", "url", input.strip()));
    };
  }

  private static Optional<JsonObject> object(String input) {
    try {
      Json document =
          new JsonReader(JsonLimits.MESSAGE).read(input.strip().getBytes(StandardCharsets.UTF_8));
      return document instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    } catch (JsonException text) {
      return Optional.empty();
    }
  }

  /** What a JSON object is by its members; empty when it is not a message of any kind. */
  private static Optional<Passage> message(JsonObject object) {
    if (object.has("result")) {
      return Optional.of(result(object));
    }
    if (object.has("method") || callArguments(object).isPresent()) {
      return Optional.of(call(object));
    }
    return object.has("inputSchema") || (object.has("name") && object.has("description"))
        ? Optional.of(definition(object))
        : Optional.empty();
  }

  private static List<Passage> text(String input) {
    String line = input.strip();
    Passage result = result(input);
    return line.indexOf('\n') >= 0
        ? List.of(result)
        : List.of(result, argument("run_command", "command", line));
  }

  private static Optional<JsonObject> callArguments(JsonObject object) {
    return object.object("arguments").or(() -> object.object("args"));
  }

  private static Passage call(JsonObject object) {
    Optional<String> method = object.string("method");
    if (method.isPresent()) {
      JsonObject params = object.object("params").orElse(JsonObject.empty());
      String tool =
          method.get().equals(Methods.TOOLS_CALL) ? params.string("name").orElse("") : method.get();
      return passage(Direction.ARGUMENTS, method.get(), tool, params);
    }
    String tool = object.string("tool").or(() -> object.string("name")).orElse("");
    JsonObject params =
        JsonObject.empty()
            .with("name", tool)
            .with("arguments", callArguments(object).orElse(JsonObject.empty()));
    return passage(Direction.ARGUMENTS, Methods.TOOLS_CALL, tool, params);
  }

  private static Passage argument(String tool, String name, String value) {
    return call(
        JsonObject.empty()
            .with("tool", tool)
            .with("arguments", JsonObject.empty().with(name, value)));
  }

  private static Passage result(JsonObject object) {
    return passage(Direction.RESULT, Methods.TOOLS_CALL, "", object.get("result").orElse(object));
  }

  private static Passage result(String text) {
    return passage(
        Direction.RESULT,
        Methods.TOOLS_CALL,
        "",
        JsonObject.of("content", JsonArray.of(Answers.text(text))));
  }

  private static Passage definition(JsonObject object) {
    return passage(
        Direction.DEFINITION, Methods.TOOLS_LIST, object.string("name").orElse(""), object);
  }

  private static Passage description(String text) {
    return definition(JsonObject.empty().with("name", "tool").with("description", text));
  }

  private static Passage passage(Direction direction, String method, String tool, Json tree) {
    return new Passage(
        direction, method, new ToolRef(SERVER, tool), tree, "inspect", System.currentTimeMillis());
  }
}
