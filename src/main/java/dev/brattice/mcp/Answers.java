package dev.brattice.mcp;

import dev.brattice.call.RequestId;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;

/** Builds JSON-RPC messages of our own. */
public final class Answers {
  private static final JsonString VERSION = new JsonString("2.0");

  private Answers() {}

  /** A successful answer. */
  public static JsonObject result(RequestId id, Json result) {
    var members = new LinkedHashMap<String, Json>();
    members.put("jsonrpc", VERSION);
    members.put("id", id.value());
    members.put("result", result);
    return JsonObject.of(members);
  }

  /** An error answer. */
  public static JsonObject error(RequestId id, int code, String message) {
    return error(id, code, message, JsonObject.empty());
  }

  /** An error answer with data, which is left out when it has no members. */
  public static JsonObject error(RequestId id, int code, String message, JsonObject data) {
    var error = new LinkedHashMap<String, Json>();
    error.put("code", JsonNumber.of(code));
    error.put("message", new JsonString(message));
    if (!data.members().isEmpty()) {
      error.put("data", data);
    }
    var members = new LinkedHashMap<String, Json>();
    members.put("jsonrpc", VERSION);
    members.put("id", id.value());
    members.put("error", JsonObject.of(error));
    return JsonObject.of(members);
  }

  /** A request of our own. */
  public static JsonObject request(RequestId id, String method, JsonObject params) {
    var members = new LinkedHashMap<String, Json>();
    members.put("jsonrpc", VERSION);
    members.put("id", id.value());
    members.put("method", new JsonString(method));
    members.put("params", params);
    return JsonObject.of(members);
  }

  /** A notification of our own without parameters. */
  public static JsonObject notification(String method) {
    var members = new LinkedHashMap<String, Json>();
    members.put("jsonrpc", VERSION);
    members.put("method", new JsonString(method));
    return JsonObject.of(members);
  }

  /** A block of text content. */
  public static JsonObject text(String text) {
    var block = new LinkedHashMap<String, Json>();
    block.put("type", new JsonString("text"));
    block.put("text", new JsonString(text));
    return JsonObject.of(block);
  }

  /** The result of a tool that failed: text alone, never structured content. */
  public static JsonObject toolError(String text, Map<String, Json> meta) {
    return JsonObject.of("content", JsonArray.of(text(text)))
        .with("isError", true)
        .with("_meta", JsonObject.of(meta));
  }
}
