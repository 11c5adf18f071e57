package dev.brattice.proxy.http;

import dev.brattice.call.Message;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.mcp.Answers;
import dev.brattice.mcp.Decoded;
import dev.brattice.mcp.Methods;
import dev.brattice.mcp.Modern;
import dev.brattice.wire.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Holds the head of a request of the revision without sessions against its body: whoever routes or
 * judges by the one must not be led astray by the other (MCP 2026-07-28, Basic, Transports).
 */
final class ModernHead {
  private static final int INVALID_PARAMS = -32602;
  private static final String VERSION_HEADER = "MCP-Protocol-Version";
  private static final String BASE64 = "=?base64?";
  private static final String BASE64_END = "?=";

  private ModernHead() {}

  /** Whether a request is of that revision, or of one that nobody knows. */
  static boolean isModern(HttpRequest request, Decoded decoded) {
    boolean stated =
        request
            .header(VERSION_HEADER)
            .filter(version -> !Modern.LEGACY_VERSIONS.contains(version))
            .isPresent();
    if (!(decoded instanceof Decoded.Single(Message.Request message))) {
      return stated;
    }
    if (message.method().equals(Methods.INITIALIZE)) {
      return stated;
    }
    Optional<String> spoken = version(message.params().orElse(JsonObject.empty()));
    return stated
        || (spoken.isPresent()
            ? !Modern.LEGACY_VERSIONS.contains(spoken.get())
            : request.header("Mcp-Method").isPresent()
                || message.method().equals(Methods.DISCOVER));
  }

  private static Optional<String> version(JsonObject params) {
    return params.object("_meta").flatMap(meta -> meta.string(Modern.PROTOCOL_VERSION));
  }

  /** The error for a request that may not pass as it is. */
  static Optional<JsonObject> refusal(HttpRequest head, Message.Request request) {
    JsonObject params = request.params().orElse(JsonObject.empty());
    Optional<String> version = version(params);
    Optional<String> stated = head.header(VERSION_HEADER);
    if (version.isPresent() && stated.isPresent() && !stated.equals(version)) {
      return Optional.of(mismatch(request, VERSION_HEADER));
    }
    Optional<String> spoken = version.or(() -> stated);
    if (spoken.isPresent() && !spoken.get().equals(Modern.VERSION)) {
      return Optional.of(unsupported(request, spoken.get()));
    }
    if (version.isEmpty()
        || Modern.meta(params, Modern.CLIENT_CAPABILITIES)
            .filter(JsonObject.class::isInstance)
            .isEmpty()) {
      return Optional.of(
          Answers.error(
              request.id(),
              INVALID_PARAMS,
              "expected "
                  + Modern.PROTOCOL_VERSION
                  + " and "
                  + Modern.CLIENT_CAPABILITIES
                  + " in _meta"));
    }
    return disagreement(head, request, params);
  }

  private static JsonObject unsupported(Message.Request request, String version) {
    JsonObject data =
        JsonObject.of("supported", JsonArray.of(new JsonString(Modern.VERSION)))
            .with("requested", version);
    return Answers.error(
        request.id(), Modern.UNSUPPORTED_VERSION, "expected another protocol version", data);
  }

  private static Optional<JsonObject> disagreement(
      HttpRequest head, Message.Request request, JsonObject params) {
    Optional<String> name =
        switch (request.method()) {
          case Methods.TOOLS_CALL, "prompts/get" -> params.string("name");
          case Methods.RESOURCES_READ -> params.string("uri");
          case "tasks/get", "tasks/update", "tasks/cancel" -> params.string("taskId");
          default -> Optional.empty();
        };
    return differs(head, request, VERSION_HEADER, version(params))
        .or(() -> differs(head, request, "Mcp-Method", Optional.of(request.method())))
        .or(() -> name.isEmpty() ? Optional.empty() : differs(head, request, "Mcp-Name", name));
  }

  private static Optional<JsonObject> differs(
      HttpRequest head, Message.Request request, String header, Optional<String> expected) {
    List<String> stated = head.headers(header);
    boolean same = stated.size() == 1 && decoded(stated.getFirst().strip()).equals(expected);
    return same ? Optional.empty() : Optional.of(mismatch(request, header));
  }

  /** The error for a request whose {@code header} says something else than its body. */
  static JsonObject mismatch(Message.Request request, String header) {
    return Answers.error(
        request.id(),
        Modern.HEADER_MISMATCH,
        "expected the header " + header + " to say what the body says");
  }

  /** A value that a header cannot hold as it is comes in base64. */
  static Optional<String> decoded(String value) {
    if (!value.startsWith(BASE64)
        || !value.endsWith(BASE64_END)
        || value.length() < BASE64.length() + BASE64_END.length()) {
      return Optional.of(value);
    }
    String text = value.substring(BASE64.length(), value.length() - BASE64_END.length());
    if (text.length() % 4 != 0) {
      // The library's decoder takes text without its padding, others do not.
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
