package dev.brattice.mcp;

import dev.brattice.call.RequestId;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says what a client that has a session asks in the words of a server of the revision without them,
 * and the other way round: the counterpart of {@link Bridge}. What neither side's revision names is
 * left as it is.
 */
public final class SessionBridge {
  private static final String INPUT_REQUIRED = "input_required";

  private SessionBridge() {}

  /** What a server asks for before it goes on with a request. */
  public record Question(String name, String method, JsonObject params) {}

  /**
   * Who asks, as every request says it there.
   *
   * @param info what the client called itself
   * @param capabilities what it can do
   */
  public record Client(Json info, JsonObject capabilities) {
    /** The client that sent {@code initialize}. */
    public static Client of(JsonObject initialize) {
      return new Client(
          initialize.get("clientInfo").orElse(JsonObject.empty()),
          initialize.object("capabilities").orElse(JsonObject.empty()).without("tasks"));
    }
  }

  /**
   * The request {@code tree} with what every request says there.
   *
   * @param logLevel from which on the client wants log lines; empty for none
   */
  public static JsonObject toModern(JsonObject tree, Client client, Optional<String> logLevel) {
    JsonObject params = tree.object("params").orElse(JsonObject.empty());
    JsonObject meta =
        params
            .object("_meta")
            .orElse(JsonObject.empty())
            .with(Modern.PROTOCOL_VERSION, Modern.VERSION)
            .with(Modern.CLIENT_INFO, client.info())
            .with(Modern.CLIENT_CAPABILITIES, client.capabilities());
    if (logLevel.isPresent()) {
      meta = meta.with(Modern.LOG_LEVEL, logLevel.get());
    }
    return tree.with("params", params.with("_meta", meta));
  }

  /** The discovery that finds out whether a server speaks that revision, asked as {@code id}. */
  public static JsonObject discovery(RequestId id, Client client) {
    return toModern(
        Answers.request(id, Methods.DISCOVER, JsonObject.empty()), client, Optional.empty());
  }

  /** Whether {@code result} of a discovery says that the server speaks that revision. */
  public static boolean speaksModern(Json result) {
    return result instanceof JsonObject object
        && object
            .array("supportedVersions")
            .filter(versions -> versions.elements().contains(new JsonString(Modern.VERSION)))
            .isPresent();
  }

  /**
   * The answer that opens a session, of what a server says of itself.
   *
   * @param discovered the result of the discovery
   * @param wanted the revision that the client asked for
   */
  public static JsonObject opened(JsonObject discovered, String wanted) {
    String version =
        Modern.LEGACY_VERSIONS.contains(wanted) ? wanted : Modern.LEGACY_VERSIONS.getFirst();
    var result = new LinkedHashMap<String, Json>();
    result.put("protocolVersion", new JsonString(version));
    result.put(
        "capabilities",
        discovered.object("capabilities").orElse(JsonObject.empty()).without("tasks"));
    result.put(
        "serverInfo",
        Modern.meta(JsonObject.of("_meta", meta(discovered)), Modern.SERVER_INFO)
            .or(() -> discovered.get("serverInfo"))
            .orElse(JsonObject.empty().with("name", "unnamed").with("version", "0")));
    discovered.get("instructions").ifPresent(text -> result.put("instructions", text));
    return JsonObject.of(result);
  }

  /** The result {@code modern} of {@code method} without what only the newer revision has. */
  public static Json toLegacy(Json modern, String method) {
    if (!(modern instanceof JsonObject result)) {
      return modern;
    }
    JsonObject legacy = result.without("resultType").without("ttlMs").without("cacheScope");
    legacy = withoutReserved(legacy);
    return switch (method) {
      case Methods.TOOLS_CALL -> structured(legacy);
      case Methods.TOOLS_LIST -> tools(legacy);
      default -> legacy;
    };
  }

  /** Older clients refuse structured content that is no object. */
  private static JsonObject structured(JsonObject result) {
    boolean fits = result.get("structuredContent").map(JsonObject.class::isInstance).orElse(true);
    return fits ? result : result.without("structuredContent");
  }

  /** Older clients refuse a whole list in which one schema of an output is of no object. */
  private static JsonObject tools(JsonObject result) {
    Optional<JsonArray> tools = result.array("tools");
    if (tools.isEmpty()) {
      return result;
    }
    List<Json> fitting = new ArrayList<>();
    for (Json tool : tools.get().elements()) {
      boolean fits =
          !(tool instanceof JsonObject definition)
              || definition
                  .object("outputSchema")
                  .map(schema -> schema.string("type").filter("object"::equals).isPresent())
                  .orElse(true);
      fitting.add(fits ? tool : ((JsonObject) tool).without("outputSchema"));
    }
    return result.with("tools", JsonArray.of(fitting));
  }

  /** The notification {@code tree} without the mark of the stream that it came on. */
  public static JsonObject unsubscribed(JsonObject tree) {
    Optional<JsonObject> params = tree.object("params");
    return params.isPresent() ? tree.with("params", withoutReserved(params.get())) : tree;
  }

  private static JsonObject withoutReserved(JsonObject holder) {
    JsonObject meta = meta(holder);
    if (meta.members().isEmpty()) {
      return holder;
    }
    Map<String, Json> kept = new LinkedHashMap<>(meta.members());
    kept.keySet().removeIf(name -> name.startsWith(Modern.RESERVED));
    return kept.isEmpty() ? holder.without("_meta") : holder.with("_meta", JsonObject.of(kept));
  }

  private static JsonObject meta(JsonObject holder) {
    return holder.object("_meta").orElse(JsonObject.empty());
  }

  /** Whether {@code result} says that the client has to answer something first. */
  public static boolean asks(Json result) {
    return result instanceof JsonObject object
        && object.string("resultType").filter(INPUT_REQUIRED::equals).isPresent();
  }

  /**
   * What {@code result} asks.
   *
   * @param max the most questions that are taken
   * @return empty when one of them is none, or there are more
   */
  public static Optional<List<Question>> questions(JsonObject result, int max) {
    JsonObject all = result.object("inputRequests").orElse(JsonObject.empty());
    List<Question> questions = new ArrayList<>();
    for (Map.Entry<String, Json> each : all.members().entrySet()) {
      if (!(each.getValue() instanceof JsonObject question)) {
        return Optional.empty();
      }
      String method = question.string("method").orElse("");
      if (!Modern.isInputRequest(method) || questions.size() >= max) {
        return Optional.empty();
      }
      questions.add(
          new Question(
              each.getKey(), method, question.object("params").orElse(JsonObject.empty())));
    }
    return Optional.of(questions);
  }

  /**
   * The request {@code tree} once more, with what was asked for.
   *
   * @param asked the result that asked
   */
  public static JsonObject retry(
      JsonObject tree, RequestId id, JsonObject asked, Map<String, Json> answers) {
    JsonObject params =
        tree.object("params")
            .orElse(JsonObject.empty())
            .with("inputResponses", JsonObject.of(answers));
    Optional<Json> state = asked.get("requestState");
    return tree.with("id", id.value())
        .with("params", state.isPresent() ? params.with("requestState", state.get()) : params);
  }

  /**
   * The request that listens to changes of everything that a server announces to change.
   *
   * @param capabilities what the server can do
   * @param resources the addresses that the client wants to hear of
   */
  public static JsonObject listening(
      RequestId id, JsonObject capabilities, List<String> resources) {
    JsonObject wanted = JsonObject.empty();
    for (String kind : List.of("tools", "prompts", "resources")) {
      boolean changes =
          capabilities.object(kind).flatMap(it -> it.bool("listChanged")).orElse(false);
      wanted = changes ? wanted.with(kind + "ListChanged", true) : wanted;
    }
    if (!resources.isEmpty()) {
      List<Json> uris = new ArrayList<>();
      resources.forEach(uri -> uris.add(new JsonString(uri)));
      wanted = wanted.with("resourceSubscriptions", JsonArray.of(uris));
    }
    return Answers.request(id, Modern.LISTEN, JsonObject.of("notifications", wanted));
  }
}
