package dev.brattice.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.mcp.Answers;
import dev.brattice.upstream.UpstreamException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParkingTest {
  private static final JsonObject ABLE = JsonObject.of("elicitation", JsonObject.empty());

  private final List<JsonObject> toServer = new ArrayList<>();
  private int closed;

  /** A server with sessions that opens one and then answers nothing. */
  private final Connector connector =
      (toClient, ended) ->
          new Connector.Link() {
            @Override
            public void accept(dev.brattice.mcp.Decoded decoded) {
              Message message = ((dev.brattice.mcp.Decoded.Single) decoded).message();
              toServer.add(message.tree());
              if (message instanceof Message.Request request
                  && request.method().equals("initialize")) {
                try {
                  toClient.write(Answers.result(request.id(), JsonObject.empty()));
                } catch (java.io.IOException gone) {
                  throw new IllegalStateException(gone);
                }
              }
            }

            @Override
            public void close() {
              closed++;
            }
          };

  private static Message.Request request(int id, JsonObject params) {
    RequestId number = new RequestId(JsonNumber.of(id));
    return new Message.Request(number, "tools/call", Answers.request(number, "tools/call", params));
  }

  private static JsonObject call(String tool) {
    return JsonObject.empty().with("name", tool).with("arguments", JsonObject.empty());
  }

  private static Reply reply() {
    return new Reply(Set.of("n1"), Set.of());
  }

  private SharedServer server() throws UpstreamException, InterruptedException {
    return SharedServer.connectLegacy(connector, "1", ABLE);
  }

  private Parking.Call parked(Message.Request request) throws Exception {
    return Parking.call(
        server(), new RequestId(JsonNumber.of(1)), new Caller(request, reply(), true), request);
  }

  @Test
  void aHandleFitsTheSameCallOnce() throws Exception {
    var parking = new Parking();
    String handle = parking.park(parked(request(1, call("a")))).orElseThrow();
    JsonObject retry =
        call("a")
            .with("requestState", handle)
            .with("inputResponses", JsonObject.empty())
            .with("_meta", JsonObject.of("x", JsonNumber.of(1)));
    assertTrue(parking.take(handle, request(2, call("b"))).isEmpty());
    assertTrue(
        parking
            .take(handle, request(2, call("a").with("arguments", JsonObject.of("k", ABLE))))
            .isEmpty());
    assertTrue(parking.take("guess", request(2, retry)).isEmpty());
    assertTrue(parking.take(handle, request(2, retry)).isPresent());
    assertTrue(parking.take(handle, request(3, retry)).isEmpty());
  }

  @Test
  void handlesDiffer() throws Exception {
    var parking = new Parking();
    Parking.Call call = parked(request(1, call("a")));
    assertNotEquals(parking.park(call).orElseThrow(), parking.park(call).orElseThrow());
  }

  @Test
  void noMoreCallsAreParkedThanTheBoundSaysAndLateOnesAreGivenUp() throws Exception {
    var parking = new Parking();
    Parking.Call call = parked(request(1, call("a")));
    for (int i = 0; i < Parking.CALLS_MAX; i++) {
      assertTrue(parking.park(call).isPresent());
    }
    assertTrue(parking.park(call).isEmpty());
    assertTrue(parking.expired(System.nanoTime()).isEmpty());
    long late = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Parking.WAIT_MILLIS + 1_000);
    for (int i = 0; i < Parking.CALLS_MAX; i++) {
      assertTrue(parking.expired(late).isPresent());
    }
    assertTrue(parking.expired(late).isEmpty());
    assertTrue(parking.park(call).isPresent());
  }

  @Test
  void aCallerTakesNoMoreQuestionsThanTheBoundSays() throws Exception {
    var caller = new Caller(request(1, call("a")), reply(), true);
    for (int i = 0; i < Caller.QUESTIONS_MAX; i++) {
      assertTrue(caller.ask(JsonObject.empty().with("id", i)));
    }
    assertFalse(caller.ask(JsonObject.empty()));
    assertFalse(Caller.of(request(1, call("a")), reply()).ask(JsonObject.empty()));
  }

  @Test
  void questionsAreAnsweredInTheirOrderAndAnEarlyAnswerIsKept() throws Exception {
    var caller = new Caller(request(1, call("a")), reply(), true);
    caller.ask(JsonObject.empty().with("id", 1));
    caller.ask(JsonObject.empty().with("id", 2));
    assertTrue(caller.isParked());
    assertEquals(JsonObject.empty().with("id", 1), caller.question().orElseThrow());
    assertEquals(Optional.empty(), caller.resume(request(2, call("a")), reply()));
    assertTrue(caller.isParked());
    assertEquals(JsonObject.empty().with("id", 2), caller.question().orElseThrow());
    caller.answer(ABLE);
    assertEquals(Optional.of(ABLE), caller.resume(request(3, call("a")), reply()));
    assertFalse(caller.isParked());
  }

  @Test
  void theSessionThatWasUsedLastIsUsedNext() throws Exception {
    var leases = new Leases(connector, "1");
    SharedServer first = leases.take(ABLE).orElseThrow();
    SharedServer second = leases.take(ABLE).orElseThrow();
    leases.giveBack(first);
    leases.giveBack(second);
    assertEquals(second, leases.take(ABLE).orElseThrow());
    SharedServer other = leases.take(JsonObject.of("roots", JsonObject.empty())).orElseThrow();
    assertNotEquals(first, other);
    assertEquals(
        "{\"roots\":{}}",
        dev.brattice.json.JsonWriter.text(
            toServer.stream()
                .filter(
                    message -> message.string("method").filter("initialize"::equals).isPresent())
                .reduce((a, b) -> b)
                .orElseThrow()
                .object("params")
                .orElseThrow()
                .get("capabilities")
                .orElseThrow()));
  }

  @Test
  void noMoreSessionsAreOpenedThanTheBoundSaysAndFewAreKept() throws Exception {
    var leases = new Leases(connector, "1");
    List<SharedServer> taken = new ArrayList<>();
    for (int i = 0; i < Leases.SESSIONS_MAX; i++) {
      taken.add(leases.take(ABLE).orElseThrow());
    }
    assertTrue(leases.take(ABLE).isEmpty());
    taken.forEach(leases::giveBack);
    assertEquals(Leases.SESSIONS_MAX - Leases.IDLE_MAX, closed);
    assertTrue(leases.take(ABLE).isPresent());
  }
}
