package dev.brattice.mcp;

import dev.brattice.json.Json;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.util.List;
import java.util.Optional;

/**
 * The revision without sessions (MCP 2026-07-28): every request says in its {@code _meta} what
 * revision it speaks and what its client can do.
 */
public final class Modern {
  /** The revision. */
  public static final String VERSION = "2026-07-28";

  /** The revisions before it, which have sessions, the newest first. */
  public static final List<String> LEGACY_VERSIONS =
      List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

  /** Begins the names that the protocol keeps for itself in {@code _meta}. */
  public static final String RESERVED = "io.modelcontextprotocol/";

  public static final String PROTOCOL_VERSION = RESERVED + "protocolVersion";
  public static final String CLIENT_CAPABILITIES = RESERVED + "clientCapabilities";
  public static final String CLIENT_INFO = RESERVED + "clientInfo";
  public static final String SERVER_INFO = RESERVED + "serverInfo";
  public static final String LOG_LEVEL = RESERVED + "logLevel";
  public static final String SUBSCRIPTION_ID = RESERVED + "subscriptionId";

  public static final String LISTEN = "subscriptions/listen";
  public static final String ACKNOWLEDGED = "notifications/subscriptions/acknowledged";

  /** A header and the body of a request disagree. */
  public static final int HEADER_MISMATCH = -32020;

  /** The request needs something that its client cannot do. */
  public static final int MISSING_CAPABILITY = -32021;

  /** The revision is not one of those that are supported. */
  public static final int UNSUPPORTED_VERSION = -32022;

  private Modern() {}

  /** The member {@code key} of the {@code _meta} of {@code params}. */
  public static Optional<Json> meta(JsonObject params, String key) {
    return params.object("_meta").flatMap(meta -> meta.get(key));
  }

  /** {@code params} with {@code key} in their {@code _meta}. */
  public static JsonObject withMeta(JsonObject params, String key, Json value) {
    JsonObject meta = params.object("_meta").orElse(JsonObject.empty());
    return params.with("_meta", meta.with(key, value));
  }

  /** What the client of a request can do that a server may ask it for. */
  public static JsonObject abilities(JsonObject params) {
    JsonObject abilities = JsonObject.empty();
    if (meta(params, CLIENT_CAPABILITIES).orElse(JsonObject.empty()) instanceof JsonObject all) {
      for (String ability : List.of("elicitation", "sampling", "roots")) {
        Optional<Json> one = all.get(ability);
        abilities = one.isPresent() ? abilities.with(ability, one.get()) : abilities;
      }
    }
    return abilities;
  }

  /** Whether a server may answer {@code method} with a question of its own. */
  public static boolean canAsk(String method) {
    return switch (method) {
      case Methods.TOOLS_CALL, Methods.RESOURCES_READ, "prompts/get" -> true;
      default -> false;
    };
  }

  /** Whether {@code method} is one that a server asks a client. */
  public static boolean isInputRequest(String method) {
    return switch (method) {
      case Methods.ELICITATION, Methods.SAMPLING, Methods.ROOTS_LIST -> true;
      default -> false;
    };
  }

  /** The HTTP status that goes with an answer. */
  public static int status(JsonObject answer) {
    Optional<String> code =
        answer.object("error").flatMap(error -> error.get("code")).map(Modern::spelling);
    return switch (code.orElse("")) {
      case "-32601" -> 404;
      case "-32700", "-32600", "-32020", "-32021", "-32022" -> 400;
      default -> 200;
    };
  }

  /**
   * Whether {@code answer} refuses a revision and names this one among those that it supports: then
   * the request is to be made again, and the server is none of the revisions before (Basic,
   * Versioning).
   */
  public static boolean asksAgain(JsonObject answer) {
    Optional<JsonObject> error = answer.object("error");
    boolean refused =
        error
            .flatMap(it -> it.get("code"))
            .map(Modern::spelling)
            .filter(Integer.toString(UNSUPPORTED_VERSION)::equals)
            .isPresent();
    return refused
        && error
            .flatMap(it -> it.object("data"))
            .flatMap(data -> data.array("supported"))
            .filter(versions -> versions.elements().contains(new JsonString(VERSION)))
            .isPresent();
  }

  private static String spelling(Json value) {
    return value instanceof dev.brattice.json.JsonNumber number ? number.spelling() : "";
  }
}
