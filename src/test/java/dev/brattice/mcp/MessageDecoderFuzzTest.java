package dev.brattice.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonWriter;
import dev.brattice.wire.Frame;
import java.util.Optional;

/** Every line is one message in exactly one way, or refused; what goes on decodes to the same. */
class MessageDecoderFuzzTest {
  private static final MessageDecoder DECODER = new MessageDecoder(JsonLimits.MESSAGE);

  @FuzzTest(maxDuration = "60s")
  void decodesInOneWayOrRefuses(byte[] line) {
    check(DECODER.decode(Frame.of(line)), 0);
  }

  private static void check(Decoded decoded, int depth) {
    switch (decoded) {
      case Decoded.Single single -> single(single.message());
      case Decoded.Batch batch -> {
        assertEquals(0, depth, "a batch within a batch");
        assertTrue(batch.elements().size() <= MessageDecoder.BATCH_MAX);
        batch.elements().forEach(element -> check(element, depth + 1));
      }
      case Decoded.Malformed malformed -> {
        assertTrue(malformed.code() == -32700 || malformed.code() == -32600);
        assertFalse(malformed.problem().isEmpty());
      }
    }
  }

  private static void single(Message message) {
    JsonObject tree = message.tree();
    Optional<RequestId> id = tree.get("id").map(RequestId::new);
    boolean answers = tree.has("result") || tree.has("error");
    switch (message) {
      case Message.Request request -> {
        assertEquals(id, Optional.of(request.id()));
        assertEquals(tree.string("method"), Optional.of(request.method()));
        assertFalse(answers);
      }
      case Message.Notification notification -> {
        assertEquals(Optional.empty(), id);
        assertEquals(tree.string("method"), Optional.of(notification.method()));
        assertFalse(answers);
      }
      case Message.Result result -> {
        assertEquals(id, Optional.of(result.id()));
        assertFalse(tree.has("method") || tree.has("error"));
      }
      case Message.Failure failure -> {
        assertEquals(tree.object("error"), Optional.of(failure.error()));
        assertFalse(tree.has("method") || tree.has("result"));
      }
    }
    // Correlation must not fail on any spelling of a number.
    id.ifPresent(known -> assertFalse(known.correlation().isEmpty()));
    Decoded again = DECODER.decode(Frame.of(JsonWriter.bytes(tree)));
    assertEquals(new Decoded.Single(message), again);
  }
}
