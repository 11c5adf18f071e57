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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes of a text what could be on its way through the gateway. */
final class Passages {
  private static final String SERVER = "inspect";

  /** What calls of several interfaces name their arguments. */
  private static final List<String> ARGUMENTS = List.of("arguments", "args", "input");

  /** The lists in which servers describe themselves. */
  private static final List<String> LISTS =
      List.of(
          Methods.TOOLS_LIST,
          Methods.PROMPTS_LIST,
          Methods.RESOURCES_LIST,
          Methods.RESOURCE_TEMPLATES_LIST);

  private Passages() {}

  /**
   * The passages that {@code input} could be; never none.
   *
   * @throws JsonException when it is a document that the gateway refuses: two members of one name,
   *     nested too deep, too large
   */
  static List<Passage> of(String input, InspectCommand.Kind kind)
      throws JsonException, CommandException {
    return switch (kind) {
      case auto -> auto(input);
      case call -> List.of(call(required(input)));
      case result -> List.of(object(input).map(Passages::result).orElseGet(() -> result(input)));
      case definition ->
          List.of(object(input).map(Passages::definition).orElseGet(() -> description(input)));
      case command -> List.of(argument("run_command", "command", input));
      case path -> List.of(argument("read_file", "path", input.strip()));
      case url -> List.of(argument("fetch", "url", input.strip()));
    };
  }

  private static List<Passage> auto(String input) throws JsonException {
    List<Passage> messages = new ArrayList<>();
    switch (document(input).orElse(JsonArray.of())) {
      case JsonObject object -> messages.addAll(messages(object));
      case JsonArray batch -> {
        for (Json element : batch.elements()) {
          List<Passage> found =
              element instanceof JsonObject object ? messages(object) : List.<Passage>of();
          if (found.isEmpty()) {
            return text(input);
          }
          messages.addAll(found);
        }
      }
      case Json value -> {}
    }
    return messages.isEmpty() ? text(input) : messages;
  }

  private static JsonObject required(String input) throws JsonException, CommandException {
    Optional<JsonObject> object = object(input);
    if (object.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE, "expected a call as one JSON object with --as call, got something else");
    }
    return object.get();
  }

  private static Optional<JsonObject> object(String input) throws JsonException {
    return document(input).orElse(JsonArray.of()) instanceof JsonObject object
        ? Optional.of(object)
        : Optional.empty();
  }

  /** The document that {@code input} is; empty when it is a text. */
  private static Optional<Json> document(String input) throws JsonException {
    try {
      byte[] bytes = input.strip().getBytes(StandardCharsets.UTF_8);
      return Optional.of(new JsonReader(JsonLimits.MESSAGE).read(bytes));
    } catch (JsonException refused) {
      return switch (refused.kind()) {
        case ENCODING, SYNTAX -> Optional.empty();
        case DUPLICATE_NAME, TOO_DEEP, TOO_LARGE -> throw refused;
      };
    }
  }

  /** What a JSON object is by its members; none when it is not a message of any kind. */
  private static List<Passage> messages(JsonObject object) {
    Optional<JsonObject> result = object.object("result");
    List<Passage> described = descriptions(result.orElse(object));
    if (!described.isEmpty()) {
      return described;
    }
    if (object.has("result") || (object.has("jsonrpc") && object.has("error"))) {
      return List.of(result(object));
    }
    if (object.has("method") || callArguments(object).isPresent()) {
      return List.of(call(object));
    }
    return object.has("inputSchema") || (object.has("name") && object.has("description"))
        ? List.of(definition(object))
        : List.of();
  }

  /** What a server says about itself, element by element as on its way. */
  private static List<Passage> descriptions(JsonObject result) {
    if (result.has("protocolVersion") && result.has("serverInfo")) {
      return List.of(passage(Direction.DEFINITION, Methods.INITIALIZE, "", result));
    }
    List<Passage> found = new ArrayList<>();
    for (String method : LISTS) {
      for (Json element :
          result.array(Methods.listMember(method)).orElse(JsonArray.of()).elements()) {
        String name = element instanceof JsonObject one ? one.string("name").orElse("") : "";
        found.add(passage(Direction.DEFINITION, method, name, element));
      }
    }
    return found;
  }

  private static List<Passage> text(String input) {
    String line = input.strip();
    Passage result = result(input);
    return line.indexOf('\n') >= 0
        ? List.of(result)
        : List.of(result, argument("run_command", "command", line));
  }

  /** The arguments of a call, also where they are JSON within a string, as model interfaces do. */
  private static Optional<JsonObject> callArguments(JsonObject object) {
    for (String name : ARGUMENTS) {
      Optional<JsonObject> arguments =
          object.object(name).or(() -> object.string(name).flatMap(Passages::written));
      if (arguments.isPresent() && (object.has("tool") || object.has("name"))) {
        return arguments;
      }
    }
    return Optional.empty();
  }

  private static Optional<JsonObject> written(String text) {
    try {
      return object(text);
    } catch (JsonException refused) {
      return Optional.empty();
    }
  }

  private static Passage call(JsonObject object) {
    Optional<String> method = object.string("method");
    if (method.isPresent()) {
      return request(method.get(), object.get("params").orElse(JsonObject.empty()));
    }
    String tool = object.string("tool").or(() -> object.string("name")).orElse("");
    JsonObject params =
        JsonObject.empty()
            .with("name", tool)
            .with("arguments", callArguments(object).orElse(JsonObject.empty()));
    return request(Methods.TOOLS_CALL, params);
  }

  /** Some methods are a server's: they come from the other side. */
  private static Passage request(String method, Json params) {
    String tool =
        method.equals(Methods.TOOLS_CALL) && params instanceof JsonObject object
            ? object.string("name").orElse("")
            : method;
    Direction direction =
        switch (method) {
          case Methods.SAMPLING, Methods.ELICITATION, Methods.ROOTS_LIST ->
              Direction.SERVER_REQUEST;
          case "notifications/message", "notifications/progress" -> Direction.RESULT;
          default -> Direction.ARGUMENTS;
        };
    return passage(direction, method, tool, params);
  }

  private static Passage argument(String tool, String name, String value) {
    return call(
        JsonObject.empty()
            .with("tool", tool)
            .with("arguments", JsonObject.empty().with(name, value)));
  }

  private static Passage result(JsonObject object) {
    Json content = object.get("result").or(() -> object.get("error")).orElse(object);
    return passage(Direction.RESULT, Methods.TOOLS_CALL, "", content);
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

  /** What the gateway would not even read. */
  static Passage unreadable() {
    return passage(Direction.ARGUMENTS, "malformed", "", JsonObject.empty());
  }

  private static Passage passage(Direction direction, String method, String tool, Json tree) {
    return new Passage(
        direction, method, new ToolRef(SERVER, tool), tree, "inspect", System.currentTimeMillis());
  }
}
