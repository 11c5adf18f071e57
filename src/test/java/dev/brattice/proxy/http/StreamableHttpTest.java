package dev.brattice.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.wire.http.RawHttp;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions and shared servers, from the first byte of a request to the last one of its answer. */
@Timeout(60)
class StreamableHttpTest {
  private static final String OK = "HTTP/1.1 200";

  /** Answers calls but those of {@code hang}; {@code progress} says something before. */
  private static final Endpoint.Script SERVER =
      Endpoint.legacy(
          (server, message) -> {
            switch (Endpoint.tool(message)) {
              case "echo" -> server.answer(message, "{\"content\":[],\"said\":\"echo\"}");
              case "progress" -> {
                JsonObject params =
                    JsonObject.of("progressToken", Endpoint.token(message)).with("progress", 1);
                server.say(
                    JsonObject.of("jsonrpc", new JsonString("2.0"))
                        .with("method", "notifications/progress")
                        .with("params", params));
                server.answer(message, "{\"content\":[]}");
              }
              case "die" -> server.die();
              default -> {}
            }
          });

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "in time");
      Thread.sleep(5);
    }
  }

  private static boolean got(Endpoint.Server server, String method) {
    return server.received().stream()
        .anyMatch(message -> message.string("method").equals(Optional.of(method)));
  }

  @Test
  void answersInASessionThatIsGoneOnceItWasDeleted() throws IOException {
    try (var endpoint = new Endpoint(SERVER)) {
      String session = endpoint.open();
      assertTrue(endpoint.post(session, Endpoint.call("1", "echo", "")).contains("said"));
      String delete =
          "DELETE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + session + "\r\n";
      try (RawHttp client = endpoint.connect()) {
        assertTrue(client.send(delete).rest().startsWith(OK));
      }
      assertTrue(endpoint.servers().getFirst().isClosed());
      String late = endpoint.post(session, Endpoint.call("2", "echo", ""));
      assertTrue(late.startsWith("HTTP/1.1 404"), late);
      assertEquals(0, endpoint.sessions().size());
    }
  }

  @Test
  void refusesAnIdThatIsInUseAndServesItAgainAfterwards() throws IOException, InterruptedException {
    try (var endpoint = new Endpoint(SERVER)) {
      String session = endpoint.open();
      try (RawHttp hanging = endpoint.connect()) {
        hanging.post("/", session, Endpoint.call("1", "hang", ""));
        await(() -> got(endpoint.servers().getFirst(), "tools/call"));
        String second = endpoint.post(session, Endpoint.call("1", "echo", ""));
        assertTrue(second.startsWith("HTTP/1.1 400"), second);
        endpoint.post(
            session,
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":"
                + "{\"requestId\":1}}");
        assertTrue(hanging.rest().contains("text/event-stream"), "ends without an answer");
      }
      assertTrue(got(endpoint.servers().getFirst(), "notifications/cancelled"));
      assertTrue(endpoint.post(session, Endpoint.call("1", "echo", "")).contains("said"));
    }
  }

  @Test
  void givesEachSessionItsOwnMessagesAndNoOther() throws IOException, InterruptedException {
    try (var endpoint = new Endpoint(SERVER)) {
      String first = endpoint.open();
      String second = endpoint.open();
      String listen = "GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n";
      try (RawHttp one = endpoint.connect();
          RawHttp other = endpoint.connect()) {
        one.send(listen + first + "\r\n").until("ping");
        other.send(listen + second + "\r\n").until("ping");
        endpoint.servers().getFirst().tell("notifications/message", "{\"data\":\"for one\"}");
        endpoint.servers().getLast().tell("notifications/message", "{\"data\":\"for other\"}");
        assertFalse(one.until("for one").contains("for other"));
        assertFalse(other.until("for other").contains("for one"));
      }
    }
  }

  @Test
  void keepsTheNewestMessagesForAClientThatDoesNotListenYet() throws IOException {
    try (var endpoint = new Endpoint(SERVER)) {
      String session = endpoint.open();
      for (int i = 0; i <= HttpSession.UNSENT_MAX; i++) {
        endpoint.servers().getFirst().tell("notifications/message", "{\"data\":\"n" + i + ".\"}");
      }
      try (RawHttp client = endpoint.connect()) {
        String got =
            client
                .send(
                    "GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                        + session
                        + "\r\n")
                .until("n" + HttpSession.UNSENT_MAX + ".");
        assertFalse(got.contains("\"n0.\""), "the oldest went");
        assertTrue(got.contains("\"n1.\""), "the others did not");
      }
    }
  }

  @Test
  void endsAnOlderStreamWhenTheClientListensOnAnother() throws IOException {
    try (var endpoint = new Endpoint(SERVER)) {
      String listen =
          "GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nConnection: close\r\n"
              + endpoint.open()
              + "\r\n";
      try (RawHttp older = endpoint.connect();
          RawHttp newer = endpoint.connect()) {
        older.send(listen).until("ping");
        newer.send(listen).until("ping");
        older.rest();
        endpoint.servers().getFirst().tell("notifications/message", "{\"data\":\"news\"}");
        assertTrue(newer.until("news").contains("news"));
      }
    }
  }

  @Test
  void tellsWhoWaitsWhenTheServerIsGoneAndThenHasNoSuchSession() throws IOException {
    try (var endpoint = new Endpoint(SERVER)) {
      String session = endpoint.open();
      String answer = endpoint.post(session, Endpoint.call("1", "die", ""));
      assertTrue(answer.contains("not a policy decision"), answer);
      String late = endpoint.post(session, Endpoint.call("2", "echo", ""));
      assertTrue(late.startsWith("HTTP/1.1 404"), late);
      assertTrue(endpoint.post(endpoint.open(), Endpoint.call("3", "echo", "")).contains("said"));
    }
  }

  @Test
  void endsSessionsThatNobodyUsesButNoneThatIsInUse() throws IOException, InterruptedException {
    try (var endpoint = new Endpoint(SERVER);
        RawHttp hanging = endpoint.connect()) {
      endpoint.open();
      hanging.post("/", endpoint.open(), Endpoint.call("1", "hang", ""));
      await(() -> got(endpoint.servers().getLast(), "tools/call"));
      long later = System.nanoTime() + TimeUnit.MINUTES.toNanos(HttpSessions.IDLE_MINUTES + 1);
      endpoint.sessions().endIdle(System.nanoTime());
      assertEquals(2, endpoint.sessions().size());
      endpoint.sessions().endIdle(later);
      assertEquals(1, endpoint.sessions().size());
      assertTrue(endpoint.servers().getFirst().isClosed());
      assertFalse(endpoint.servers().getLast().isClosed());
    }
  }

  @Test
  void opensNoMoreSessionsThanItMay() throws IOException {
    try (var endpoint = new Endpoint(SERVER)) {
      for (int i = 0; i < HttpSessions.SESSIONS_MAX; i++) {
        assertTrue(endpoint.sessions().open().isPresent());
      }
      String refused =
          endpoint.post("", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}");
      assertTrue(refused.startsWith("HTTP/1.1 503"), refused);
      assertTrue(refused.contains("Retry-After"), refused);
      assertEquals(List.of(), endpoint.servers());
    }
  }

  @Test
  void keepsEqualIdsAndTokensOfClientsWithoutSessionsApart() throws IOException {
    try (var endpoint = new Endpoint(SERVER);
        RawHttp other = endpoint.connect()) {
      String meta = Endpoint.modernMeta(",\"progressToken\":\"same\"");
      other.post("/", Endpoint.modernHead("tools/call", "hang"), Endpoint.call("7", "hang", meta));
      String answer =
          endpoint.post(
              Endpoint.modernHead("tools/call", "progress"), Endpoint.call("7", "progress", meta));
      assertTrue(answer.contains("\"progressToken\":\"same\""), answer);
      assertTrue(answer.contains("\"id\":7"), answer);
      assertFalse(other.until("ping").contains("progressToken"));
      assertEquals(1, endpoint.servers().size());
    }
  }

  @Test
  void tellsTheSharedServerWhenAClientHangsUp() throws IOException, InterruptedException {
    try (var endpoint = new Endpoint(SERVER)) {
      try (RawHttp client = endpoint.connect()) {
        client
            .post(
                "/",
                Endpoint.modernHead("tools/call", "hang"),
                Endpoint.call("1", "hang", Endpoint.modernMeta("")))
            .until("ping");
      }
      await(() -> got(endpoint.servers().getFirst(), "notifications/cancelled"));
    }
  }

  @Test
  void letsListenersGoWhenTheSharedServerIsGoneAndConnectsAgain()
      throws IOException, InterruptedException {
    String listen =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"subscriptions/listen\",\"params\":"
            + "{\"notifications\":{\"toolsListChanged\":true},\"_meta\":{"
            + Endpoint.modernMeta("")
            + "}}}";
    try (var endpoint = new Endpoint(SERVER);
        RawHttp client = endpoint.connect()) {
      client.post("/", Endpoint.modernHead("subscriptions/listen", ""), listen);
      client.until("acknowledged");
      Endpoint.Server server = endpoint.servers().getFirst();
      server.tell("notifications/tools/list_changed", "{}");
      assertTrue(client.until("list_changed").contains("subscriptionId"));
      server.die();
      client.rest();
      String again =
          endpoint.post(
              Endpoint.modernHead("tools/call", "echo"),
              Endpoint.call("2", "echo", Endpoint.modernMeta("")));
      assertTrue(again.contains("said"), again);
      assertEquals(2, endpoint.servers().size());
      assertFalse(got(server, "notifications/cancelled"), "of what it never saw");
    }
  }
}
