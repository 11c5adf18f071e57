package dev.brattice.mcp;

import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.json.JsonString;
import dev.brattice.wire.Frame;
import java.util.List;
import java.util.Optional;

/** Reads frames as JSON-RPC 2.0 messages. What it cannot read in exactly one way, it refuses. */
public final class MessageDecoder {
  /** The most messages in one batch. */
  public static final int BATCH_MAX = 100;

  private static final int PARSE_ERROR = -32700;
  private static final int INVALID_REQUEST = -32600;

  private final JsonReader reader;

  /** A decoder of documents within {@code limits}. */
  public MessageDecoder(JsonLimits limits) {
    this.reader = new JsonReader(limits);
  }

  /** A decoder of messages of at most {@code bytesMax} bytes. */
  public static MessageDecoder upTo(int bytesMax) {
    return new MessageDecoder(
        new JsonLimits(
            bytesMax, JsonLimits.MESSAGE.depthMax(), JsonLimits.MESSAGE.numberCharsMax()));
  }

  /** Decodes {@code frame}. */
  public Decoded decode(Frame frame) {
    try {
      return decode(frame.read(reader));
    } catch (JsonException refused) {
      int code =
          switch (refused.kind()) {
            case ENCODING, SYNTAX -> PARSE_ERROR;
            case DUPLICATE_NAME, TOO_DEEP, TOO_LARGE -> INVALID_REQUEST;
          };
      return new Decoded.Malformed(
          code,
          String.valueOf(refused.getMessage()),
          frame.topLevelId().filter(RequestId::isId).map(RequestId::new),
          false);
    }
  }

  /** Decodes a document that was read before. */
  public static Decoded decode(Json document) {
    return switch (document) {
      case JsonObject object -> object(object);
      case JsonArray array -> batch(array);
      default ->
          malformed("expected a JSON-RPC message, got a bare value", Optional.empty(), false);
    };
  }

  private static Decoded batch(JsonArray array) {
    List<Json> elements = array.elements();
    if (elements.isEmpty() || elements.size() > BATCH_MAX) {
      return malformed(
          "expected a batch of 1 to " + BATCH_MAX + " messages, got " + elements.size(),
          Optional.empty(),
          false);
    }
    return new Decoded.Batch(
        elements.stream()
            .map(
                element ->
                    element instanceof JsonObject object
                        ? object(object)
                        : malformed(
                            "expected a message in a batch, got another value",
                            Optional.empty(),
                            false))
            .toList());
  }

  private static Decoded object(JsonObject tree) {
    Optional<Json> rawId = tree.get("id");
    if (rawId.isPresent() && !RequestId.isId(rawId.get())) {
      return malformed(
          "expected a string or a number as `id`, got another value", Optional.empty(), false);
    }
    Optional<RequestId> id = rawId.map(RequestId::new);
    boolean answer = tree.has("result") || tree.has("error");
    Optional<Json> method = tree.get("method");
    if (method.isPresent()) {
      if (answer || !(method.get() instanceof JsonString name)) {
        return malformed("expected either a method name or an answer in one message", id, false);
      }
      return new Decoded.Single(
          id.isPresent()
              ? new Message.Request(id.get(), name.value(), tree)
              : new Message.Notification(name.value(), tree));
    }
    return answer(tree, id);
  }

  private static Decoded answer(JsonObject tree, Optional<RequestId> id) {
    Optional<Json> result = tree.get("result");
    Optional<Json> error = tree.get("error");
    if (result.isPresent() == error.isPresent()) {
      return malformed(
          "expected a method, a result or an error in a message", id, result.isPresent());
    }
    if (id.isEmpty()) {
      // JSON-RPC 2.0 wants a null id in an error to an unreadable request; some servers leave it
      // out.
      if (error.isPresent() && error.get() instanceof JsonObject object) {
        return new Decoded.Single(
            new Message.Failure(new RequestId(dev.brattice.json.JsonNull.NULL), object, tree));
      }
      return malformed("expected an `id` in an answer", id, true);
    }
    if (result.isPresent()) {
      return new Decoded.Single(new Message.Result(id.get(), result.get(), tree));
    }
    return error.get() instanceof JsonObject object
        ? new Decoded.Single(new Message.Failure(id.get(), object, tree))
        : malformed("expected an object as `error`", id, true);
  }

  private static Decoded.Malformed malformed(
      String problem, Optional<RequestId> id, boolean answer) {
    return new Decoded.Malformed(INVALID_REQUEST, problem, id, answer);
  }
}
