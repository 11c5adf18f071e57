package dev.brattice.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonNumber;
import dev.brattice.wire.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageDecoderTest {
  private final MessageDecoder decoder = new MessageDecoder(JsonLimits.MESSAGE);

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "1.5", "9007199254740993", "\"1\"", "\"listen:0\"", "0", "-1", "1e3"})
  void keepsIdsOfAnyTypeAndSpelling(String id) {
    Message.Request request =
        assertInstanceOf(
            Message.Request.class,
            single(
                "{\"jsonrpc\":\"2.0\",\"id\":"
                    + id
                    + ",\"method\":\"x/unknown\",\"vendor\":[1.10]}"));
    assertEquals(id, dev.brattice.json.JsonWriter.text(request.id().value()));
  }

  @Test
  void tellsRequestsNotificationsResultsAndErrorsApart() {
    assertInstanceOf(Message.Request.class, single("{\"id\":1,\"method\":\"a\"}"));
    assertInstanceOf(Message.Notification.class, single("{\"method\":\"a\"}"));
    assertInstanceOf(Message.Result.class, single("{\"id\":1,\"result\":null}"));
    assertInstanceOf(Message.Failure.class, single("{\"id\":1,\"error\":{\"code\":1}}"));
    assertInstanceOf(Message.Failure.class, single("{\"error\":{\"code\":1}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":true,\"method\":\"a\"}",
        "{\"id\":{},\"method\":\"a\"}",
        "{\"id\":1,\"method\":5}",
        "{\"id\":1}",
        "{}",
        "{\"id\":1,\"result\":1,\"error\":{}}",
        "{\"id\":1,\"method\":\"a\",\"result\":1}",
        "{\"result\":1}",
        "7",
        "[]"
      })
  void refusesWhatCanBeReadInTwoWays(String text) {
    assertEquals(-32600, malformed(text).code());
  }

  @Test
  void addressesTheErrorOfADuplicateKeyToItsRequest() {
    Decoded.Malformed malformed =
        malformed("{\"id\":4,\"method\":\"tools/call\",\"method\":\"ping\"}");
    assertEquals(-32600, malformed.code());
    assertEquals(Optional.of(new RequestId(new JsonNumber("4"))), malformed.id());
  }

  @Test
  void refusesBatchesOfMoreThanTheBound() {
    String element = "{\"id\":1,\"method\":\"a\"}";
    String fits = "[" + (element + ",").repeat(MessageDecoder.BATCH_MAX - 1) + element + "]";
    assertEquals(
        MessageDecoder.BATCH_MAX,
        assertInstanceOf(Decoded.Batch.class, decode(fits)).elements().size());
    malformed("[" + (element + ",").repeat(MessageDecoder.BATCH_MAX) + element + "]");
  }

  private Message single(String text) {
    return assertInstanceOf(Decoded.Single.class, decode(text)).message();
  }

  private Decoded.Malformed malformed(String text) {
    return assertInstanceOf(Decoded.Malformed.class, decode(text));
  }

  private Decoded decode(String text) {
    return decoder.decode(Frame.of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
