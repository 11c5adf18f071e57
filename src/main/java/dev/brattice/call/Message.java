package dev.brattice.call;

import dev.brattice.json.Json;
import dev.brattice.json.JsonObject;
import java.util.Optional;

/** One JSON-RPC 2.0 message. The tree is what was inspected and what is forwarded. */
public sealed interface Message {
  /** The whole message, unknown members included. */
  JsonObject tree();

  /** A request. */
  record Request(RequestId id, String method, JsonObject tree) implements Message {
    /** The parameters, where they are an object. */
    public Optional<JsonObject> params() {
      return tree.object("params");
    }
  }

  /** A notification. */
  record Notification(String method, JsonObject tree) implements Message {
    /** The parameters, where they are an object. */
    public Optional<JsonObject> params() {
      return tree.object("params");
    }
  }

  /** A successful answer. */
  record Result(RequestId id, Json result, JsonObject tree) implements Message {}

  /** An error answer; its id is null where the request's could not be read. */
  record Failure(RequestId id, JsonObject error, JsonObject tree) implements Message {}
}
