package dev.brattice.enforce;

import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.mcp.Answers;
import dev.brattice.mcp.Methods;
import dev.brattice.policy.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The answers that stand for a message that may not pass. Texts are self-contained: many clients
 * show a model nothing else. A denial that rests on labels or provenance says the same for every
 * reason, because the difference would be a leak.
 */
public final class Denials {
  /** Error code for a denied request: outside the range that JSON-RPC and MCP reserve. */
  public static final int DENIED = 40301;

  /** Error code for an answer that was withheld. */
  public static final int WITHHELD = 40302;

  /** The member of {@code _meta} that names the decision. */
  public static final String DECISION_META = "dev.brattice/decision";

  private static final int INVALID_PARAMS = -32602;
  private static final int USER_REJECTED = -1;
  private static final String MODERN_VERSION = "io.modelcontextprotocol/protocolVersion";

  private final DenyAs denyAs;

  /** Denials of tool calls take the form {@code denyAs}. */
  public Denials(DenyAs denyAs) {
    this.denyAs = denyAs;
  }

  /** What the client gets for a request that was not forwarded. */
  public JsonObject request(Message.Request request, Reason reason, String decision) {
    if (request.method().equals(Methods.TOOLS_CALL)) {
      return call(request, "Blocked by Brattice", DENIED, reason, decision);
    }
    return Answers.error(
        request.id(),
        DENIED,
        text("Blocked by Brattice", reason, decision),
        meta(reason, decision));
  }

  /** What the client gets instead of an answer that must not reach it. */
  public JsonObject answer(Message.Request request, Reason reason, String decision) {
    String opening = "Result withheld by Brattice";
    if (request.method().equals(Methods.TOOLS_CALL)) {
      return call(request, opening, WITHHELD, reason, decision);
    }
    return Answers.error(
        request.id(), WITHHELD, text(opening, reason, decision), meta(reason, decision));
  }

  private JsonObject call(
      Message.Request request, String opening, int code, Reason reason, String decision) {
    if (denyAs == DenyAs.ERROR) {
      return Answers.error(
          request.id(), code, text(opening, reason, decision), meta(reason, decision));
    }
    JsonObject result =
        Answers.toolError(
            text(opening, reason, decision), Map.of(DECISION_META, meta(reason, decision)));
    return Answers.result(
        request.id(), isModern(request) ? result.with("resultType", "complete") : result);
  }

  /** What a client gets for a tool that policy hides: the same as for one that does not exist. */
  public JsonObject hiddenTool(RequestId id, String tool) {
    return Answers.error(id, INVALID_PARAMS, "Unknown tool: " + tool);
  }

  /** What a server gets for a request to the client that was not forwarded. */
  public JsonObject serverRequest(Message.Request request, Reason reason, String decision) {
    return switch (request.method()) {
      case Methods.ELICITATION ->
          Answers.result(request.id(), JsonObject.of("action", new JsonString("decline")));
      case Methods.SAMPLING ->
          Answers.error(request.id(), USER_REJECTED, "User rejected sampling request");
      case Methods.ROOTS_LIST ->
          Answers.result(request.id(), JsonObject.of("roots", JsonArray.of()));
      default -> Answers.error(request.id(), DENIED, text("Blocked by Brattice", reason, decision));
    };
  }

  /** What a reader is told who gets nothing else: self-contained, and alike where it must be. */
  public static String text(String opening, Reason reason, String decision) {
    if (reason.confidential()) {
      return opening
          + ": policy does not let this data go there. The operator can look up decision "
          + decision
          + ".";
    }
    return opening + " (" + reason.rule() + "): " + reason.text() + " [decision " + decision + "]";
  }

  private static JsonObject meta(Reason reason, String decision) {
    var members = new LinkedHashMap<String, Json>();
    members.put("decision", new JsonString(decision));
    if (!reason.confidential()) {
      members.put("rule", new JsonString(reason.rule()));
    }
    members.put("verdict", new JsonString("deny"));
    return JsonObject.of(members);
  }

  private static boolean isModern(Message.Request request) {
    Optional<JsonObject> meta = request.params().flatMap(params -> params.object("_meta"));
    return meta.isPresent() && meta.get().has(MODERN_VERSION);
  }
}
