package dev.brattice.wire;

import dev.brattice.json.JsonObject;
import java.io.IOException;

/** Takes messages for one receiver, whole and in order, from any thread. */
@FunctionalInterface
public interface MessageWriter {
  /**
   * Hands {@code message} on.
   *
   * @throws IOException when the receiver is gone
   */
  void write(JsonObject message) throws IOException;
}
