package dev.brattice.proxy.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.wire.http.HttpListener;
import dev.brattice.wire.http.RawHttp;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one POST gets, in which form, and what becomes of a client that does not read it. */
@Timeout(20)
class ReplyTest {
  private static final long SHORT_MILLIS = 20;

  private static JsonObject message(String word) {
    return JsonObject.of("word", new JsonString(word));
  }

  private static Reply reply() {
    return new Reply(Set.of("1", "2"), Set.of("token"), SHORT_MILLIS);
  }

  private static String sent(Reply reply) throws IOException {
    try (HttpListener listener =
            HttpListener.start("127.0.0.1", 0, (request, response) -> reply.send(response));
        RawHttp client = new RawHttp(listener.port())) {
      return client.post("/", "", "{}").rest();
    }
  }

  @Test
  void sendsAnAnswerAloneAsJson() throws IOException, InterruptedException {
    var reply = new Reply(Set.of("1"), Set.of());
    reply.answer("1", message("answer"));
    String sent = sent(reply);
    assertTrue(sent.contains("Content-Type: application/json"), sent);
    assertTrue(sent.contains("{\"word\":\"answer\"}"), sent);
  }

  @Test
  void sendsWhatComesBeforeTheAnswerAsEventsInOrder() throws IOException, InterruptedException {
    Reply reply = reply();
    assertTrue(reply.precede(message("before")));
    reply.answer("2", message("second"));
    reply.answer("1", message("first"));
    String sent = sent(reply);
    assertTrue(sent.contains("Content-Type: text/event-stream"), sent);
    assertTrue(sent.indexOf("before") < sent.indexOf("second"), sent);
    assertTrue(sent.indexOf("second") < sent.indexOf("first"), sent);
  }

  @Test
  void takesNothingAfterTheLastAnswer() throws IOException, InterruptedException {
    Reply reply = reply();
    reply.answer("1", message("first"));
    assertTrue(reply.precede(message("between")));
    reply.answer("2", message("second"));
    assertFalse(reply.precede(message("late")));
    assertFalse(sent(reply).contains("late"));
  }

  @Test
  void endsWithoutAnAnswerWhenEveryRequestWasCancelled() throws IOException, InterruptedException {
    Reply reply = reply();
    reply.drop("1");
    assertTrue(reply.precede(message("still")));
    reply.drop("2");
    String sent = sent(reply);
    assertTrue(sent.contains("still"), sent);
    assertTrue(sent.endsWith("}\n\n"), sent);
  }

  @Test
  void givesUpOnAClientThatDoesNotReadAndNeverWaitsForItAgain()
      throws IOException, InterruptedException {
    var patient = new Reply(Set.of("1"), Set.of(), 200);
    for (int i = 0; i < Reply.WAITING_MAX; i++) {
      assertTrue(patient.precede(message("m" + i + ".")));
    }
    assertFalse(patient.precede(message("one too many")));
    long began = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      assertFalse(patient.precede(message("more")));
    }
    patient.answer("1", message("answer"));
    assertTrue(System.nanoTime() - began < 10_000_000_000L, "waits once, not a thousand times");
    // Who reads after all gets what was kept, and an end.
    String sent = sent(patient);
    assertTrue(sent.contains("m" + (Reply.WAITING_MAX - 1) + "."), sent);
    assertFalse(sent.contains("answer"), sent);
    assertTrue(sent.endsWith("}\n\n"), sent);
  }

  @Test
  void isCutAtOnceHoweverMuchWaits() throws InterruptedException {
    var reply = new Reply(Set.of("1"), Set.of());
    for (int i = 0; i < Reply.WAITING_MAX; i++) {
      assertTrue(reply.precede(message("m")));
    }
    reply.cut();
    assertFalse(reply.precede(message("late")));
  }

  @Test
  void letsTheServerGoWhenTheClientHangsUp() throws IOException, InterruptedException {
    var reply = new Reply(Set.of("1"), Set.of());
    try (HttpListener listener =
        HttpListener.start("127.0.0.1", 0, (request, response) -> reply.send(response))) {
      assertTrue(reply.precede(message("begin")));
      try (RawHttp client = new RawHttp(listener.port())) {
        client.post("/", "", "{}").until("begin");
      }
      int taken = 0;
      // As much as the sockets hold may still be taken.
      while (reply.precede(message("x".repeat(10_000)))) {
        taken++;
        assertTrue(taken < 100_000, "the sender notices");
      }
    }
  }

  @Test
  void knowsItsProgressTokens() {
    assertTrue(reply().hasToken("token"));
    assertFalse(reply().hasToken("1"));
  }
}
