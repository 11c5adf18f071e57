package dev.brattice.call;

import dev.brattice.json.Json;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonString;

/**
 * The id of a request with its JSON type and spelling: {@code 1}, {@code 1.0} and {@code "1"} are
 * three ids.
 */
public record RequestId(Json value) {
  /** Whether JSON-RPC 2.0 allows {@code value} as an id. */
  public static boolean isId(Json value) {
    return value instanceof JsonString || value instanceof JsonNumber || value == JsonNull.NULL;
  }

  public RequestId {
    if (!isId(value)) {
      throw new IllegalArgumentException("expected a string, a number or null as a request id");
    }
  }
}
