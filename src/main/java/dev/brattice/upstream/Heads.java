package dev.brattice.upstream;

import dev.brattice.call.Message;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.mcp.Methods;
import dev.brattice.mcp.Modern;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The headers of requests to one server: its own, and those of the protocol's revision. */
final class Heads {
  static final String SESSION = "Mcp-Session-Id";

  private static final String VERSION = "MCP-Protocol-Version";
  private static final String EVENTS = "text/event-stream";

  private final RemoteServer server;
  private final ParameterHeaders parameters = new ParameterHeaders();
  private volatile Optional<String> session = Optional.empty();
  private volatile Optional<String> version = Optional.empty();

  Heads(RemoteServer server) {
    this.server = server;
  }

  /** The session that the server opened. */
  Optional<String> session() {
    return session;
  }

  /** The server opened the session {@code id}. */
  void opened(String id) {
    session = HeaderValues.given(id);
  }

  /** The server speaks this revision from now on. */
  void negotiated(String revision) {
    version = HeaderValues.given(revision);
  }

  /** The arguments that the server wants repeated. */
  ParameterHeaders parameters() {
    return parameters;
  }

  /** The revision without sessions, where {@code request} is of it. */
  static Optional<String> modern(Message.Request request) {
    return request
        .params()
        .flatMap(params -> Modern.meta(params, Modern.PROTOCOL_VERSION))
        .flatMap(it -> it instanceof JsonString text ? Optional.of(text.value()) : Optional.empty())
        .filter(revision -> !Modern.LEGACY_VERSIONS.contains(revision));
  }

  /** For {@code request}. */
  Map<String, String> of(Message.Request request) {
    Map<String, String> headers = told();
    Optional<String> revision = modern(request);
    if (revision.isPresent()) {
      headers.remove(SESSION);
      put(headers, VERSION, revision);
      put(headers, "Mcp-Method", Optional.of(request.method()));
      JsonObject params = request.params().orElse(JsonObject.empty());
      put(headers, "Mcp-Name", name(request.method(), params));
      if (request.method().equals(Methods.TOOLS_CALL)) {
        parameters.put(params, headers);
      }
    }
    return headers;
  }

  private static Optional<String> name(String method, JsonObject params) {
    return switch (method) {
      case Methods.TOOLS_CALL, "prompts/get" -> params.string("name");
      case Methods.RESOURCES_READ -> params.string("uri");
      case "tasks/get", "tasks/update", "tasks/cancel" -> params.string("taskId");
      default -> Optional.empty();
    };
  }

  private static void put(Map<String, String> headers, String name, Optional<String> text) {
    text.flatMap(HeaderValues::of).ifPresent(value -> headers.put(name, value));
  }

  /** For a notification, an answer, or what opens a session. */
  Map<String, String> told() {
    Map<String, String> headers = inSession();
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json, " + EVENTS);
    return headers;
  }

  /** For listening, from after the event {@code lastId} on. */
  Map<String, String> listening(Optional<String> lastId) {
    Map<String, String> headers = inSession();
    headers.put("Accept", EVENTS);
    lastId.flatMap(HeaderValues::given).ifPresent(id -> headers.put("Last-Event-ID", id));
    return headers;
  }

  /** For ending the session. */
  Map<String, String> inSession() {
    Map<String, String> headers = new HashMap<>(server.headers());
    session.ifPresent(id -> headers.put(SESSION, id));
    version.ifPresent(revision -> headers.put(VERSION, revision));
    return headers;
  }
}
