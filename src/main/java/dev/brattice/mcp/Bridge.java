package dev.brattice.mcp;

import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says what a client of the revision without sessions asks in the words of a server that has them,
 * and the other way round. What neither side's revision names is left as it is.
 */
public final class Bridge {
  private static final JsonNumber NOT_FOUND_LEGACY = JsonNumber.of(-32002);
  private static final JsonNumber INVALID_PARAMS = JsonNumber.of(-32602);

  private Bridge() {}

  /** Whether a legacy server can be asked {@code method} as it is. */
  public static boolean passes(String method) {
    return switch (method) {
      case Methods.INITIALIZE,
          Methods.PING,
          Methods.DISCOVER,
          Modern.LISTEN,
          "logging/setLevel",
          "resources/subscribe",
          "resources/unsubscribe",
          "tasks/update" ->
          false;
      default -> true;
    };
  }

  /** The request {@code tree} without what only the newer revision has. */
  public static JsonObject toLegacy(JsonObject tree) {
    Optional<JsonObject> params = tree.object("params");
    Optional<JsonObject> meta = params.flatMap(it -> it.object("_meta"));
    if (params.isEmpty() || meta.isEmpty()) {
      return tree;
    }
    Map<String, Json> kept = new LinkedHashMap<>(meta.get().members());
    kept.keySet().removeIf(name -> name.startsWith(Modern.RESERVED));
    JsonObject without =
        kept.isEmpty()
            ? params.get().without("_meta")
            : params.get().with("_meta", JsonObject.of(kept));
    return tree.with("params", without);
  }

  /**
   * The answer {@code tree} with what the newer revision demands.
   *
   * @param method what it answers
   * @param serverInfo what the server called itself
   */
  public static JsonObject toModern(JsonObject tree, String method, Optional<Json> serverInfo) {
    Optional<JsonObject> result = tree.object("result");
    if (result.isPresent()) {
      return tree.with("result", result(result.get(), method, serverInfo));
    }
    Optional<JsonObject> error = tree.object("error");
    boolean notFound =
        error.flatMap(it -> it.get("code")).filter(NOT_FOUND_LEGACY::equals).isPresent();
    return notFound ? tree.with("error", error.orElseThrow().with("code", INVALID_PARAMS)) : tree;
  }

  private static JsonObject result(JsonObject result, String method, Optional<Json> serverInfo) {
    JsonObject modern = result.has("resultType") ? result : result.with("resultType", "complete");
    if (isCacheable(method)) {
      // What a caller may see depends on the caller and can change at any time.
      modern = modern.with("ttlMs", 0).with("cacheScope", "private");
    }
    return serverInfo.isPresent()
        ? Modern.withMeta(modern, Modern.SERVER_INFO, serverInfo.get())
        : modern;
  }

  private static boolean isCacheable(String method) {
    return !Methods.listMember(method).isEmpty()
        || method.equals(Methods.RESOURCES_READ)
        || method.equals(Methods.DISCOVER);
  }

  /**
   * What a server says of itself in the answer that opens a session, as the answer to a discovery.
   */
  public static JsonObject discovered(JsonObject opened) {
    var result = new LinkedHashMap<String, Json>();
    result.put("supportedVersions", JsonArray.of(List.of(new JsonString(Modern.VERSION))));
    JsonObject capabilities = opened.object("capabilities").orElse(JsonObject.empty());
    // Tasks are an extension there, with other methods.
    result.put("capabilities", capabilities.without("tasks"));
    opened.get("instructions").ifPresent(text -> result.put("instructions", text));
    return result(JsonObject.of(result), Methods.DISCOVER, opened.get("serverInfo"));
  }

  /**
   * The result that sends a client for what a server asks.
   *
   * @param name under which the client finds the question, and answers it
   * @param question the server's request
   * @param state what the client brings back as it is
   */
  public static JsonObject inputRequired(String name, JsonObject question, String state) {
    JsonObject request =
        JsonObject.of("method", question.get("method").orElse(new JsonString("")))
            .with("params", question.object("params").orElse(JsonObject.empty()));
    return JsonObject.empty()
        .with("resultType", "input_required")
        .with("inputRequests", JsonObject.of(name, request))
        .with("requestState", state);
  }
}
