package dev.brattice.mcp;

import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import java.util.List;
import java.util.Optional;

/** What a frame turned out to hold. */
public sealed interface Decoded {
  /** One message. */
  record Single(Message message) implements Decoded {}

  /** A JSON-RPC batch; only some revisions have these. */
  record Batch(List<Decoded> elements) implements Decoded {
    public Batch {
      elements = List.copyOf(elements);
    }
  }

  /**
   * Nothing that may pass.
   *
   * @param code JSON-RPC error code: -32700 not JSON, -32600 not a message
   * @param problem one lower-case sentence without any of the frame's text
   * @param id the request's id, where it could be read
   * @param answer whether it was certainly meant as an answer rather than a request
   */
  record Malformed(int code, String problem, Optional<RequestId> id, boolean answer)
      implements Decoded {}
}
