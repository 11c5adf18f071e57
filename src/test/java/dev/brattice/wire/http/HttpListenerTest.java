package dev.brattice.wire.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that no well-behaved client sends get a short answer, or none, and do no harm. */
@Timeout(60)
class HttpListenerTest {
  private static final int BODY_BYTES_MAX = 1_000;
  private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\n";
  private static final String CLOSE = "Connection: close\r\n";

  private final AtomicInteger handled = new AtomicInteger();
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
  private final PrintStream usual = System.err;
  private HttpListener listener;

  @BeforeEach
  void start() throws IOException {
    System.setErr(new PrintStream(complaints, true, StandardCharsets.UTF_8));
    listener = HttpListener.start("127.0.0.1", 0, this::echo);
  }

  @AfterEach
  void stop() {
    listener.close();
    System.setErr(usual);
    String said = complaints.toString(StandardCharsets.UTF_8);
    assertFalse(said.contains("\tat "), said);
  }

  /** Says what path and body came. */
  private void echo(HttpRequest request, HttpResponse response) throws IOException {
    try {
      String body = new String(request.body(BODY_BYTES_MAX), StandardCharsets.UTF_8);
      handled.incrementAndGet();
      response.json(
          200,
          JsonObject.of("path", new JsonString(request.path()))
              .with("method", request.method())
              .with("body", body));
    } catch (HttpRequest.BodyTooLarge tooLarge) {
      response.empty(413);
    }
  }

  private String answer(String text) throws IOException {
    try (RawHttp client = new RawHttp(listener.port())) {
      return client.send(text).rest();
    }
  }

  private void refuses(String text) throws IOException {
    String answer = answer(text);
    assertTrue(answer.startsWith("HTTP/1.1 4") || answer.startsWith("HTTP/1.1 5"), answer);
    assertFalse(answer.contains("Exception"), answer);
    assertFalse(answer.contains("jetty"), answer);
    assertFalse(answer.contains("SECRET"), answer);
    assertEquals(0, handled.get());
  }

  @Test
  void answersARequest() throws IOException {
    String answer = answer("POST /x" + HEAD + CLOSE + "Content-Length: 2\r\n\r\nhi");
    assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    assertTrue(answer.contains("{\"path\":\"/x\",\"method\":\"POST\",\"body\":\"hi\"}"), answer);
    assertFalse(answer.contains("Server:"), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\nhi",
        "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n",
        "Content-Length: 2\r\nContent-Length: 3\r\n\r\nhi",
        "Content-Length: -1\r\n\r\n",
        "Content-Length: 99999999999999999999\r\n\r\n",
        "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nSECRET\r\n",
        "Host: SECRET.example\r\nContent-Length: 0\r\n\r\n",
        "SECRET\r\n\r\n",
        "X\u0000Y: SECRET\r\n\r\n",
        "X : SECRET\r\n\r\n",
        " X: SECRET\r\n\r\n",
        "Content-Length: 2000\r\n\r\n",
      })
  void refusesHeadsAndBodiesThatCanBeReadInTwoWays(String rest) throws IOException {
    refuses("POST /SECRET" + HEAD + CLOSE + rest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /SECRET HTTP/1.1\r\n\r\n",
        "SECRET\r\n\r\n",
        "GET /SECRET HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "GET\u0000/SECRET HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /%zzSECRET HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /a%2fSECRET HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
      })
  void refusesWhatIsNoRequest(String text) throws IOException {
    refuses(text);
  }

  @Test
  void refusesAHeadThatIsTooLong() throws IOException {
    String answer =
        answer(
            "GET /" + HEAD + CLOSE + "X: " + "x".repeat(HttpListener.HEAD_BYTES_MAX) + "\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 431"), answer);
    String almost =
        answer(
            "GET /"
                + HEAD
                + CLOSE
                + "X: "
                + "x".repeat(HttpListener.HEAD_BYTES_MAX - 200)
                + "\r\n\r\n");
    assertTrue(almost.startsWith("HTTP/1.1 200"), almost);
  }

  @Test
  void refusesABodyThatIsTooLongWhetherOrNotItSaysSo() throws IOException {
    String much = "x".repeat(BODY_BYTES_MAX);
    assertTrue(
        answer("POST /" + HEAD + CLOSE + "Content-Length: 1000\r\n\r\n" + much)
            .startsWith("HTTP/1.1 200"));
    String stated = answer("POST /" + HEAD + CLOSE + "Content-Length: 1001\r\n\r\n" + much + "x");
    assertTrue(stated.startsWith("HTTP/1.1 413"), stated);
    String chunked =
        answer(
            "POST /"
                + HEAD
                + CLOSE
                + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n"
                + much
                + "x\r\n0\r\n\r\n");
    assertTrue(chunked.startsWith("HTTP/1.1 413"), chunked);
    assertEquals(1, handled.get());
  }

  @ParameterizedTest
  @CsvSource({
    "/mcp/../healthz, /healthz",
    "/mcp/./x, /mcp/x",
    "//mcp/x, //mcp/x",
    "/mcp/x?session=1, /mcp/x",
    "/m%63p/x, /mcp/x",
    "/mcp/x;a=b, /mcp/x",
  })
  void saysOnePathForEachSpellingOrRefusesIt(String spelt, String path) throws IOException {
    String answer = answer("GET " + spelt + HEAD + CLOSE + "\r\n");
    assertTrue(
        answer.startsWith("HTTP/1.1 400") || answer.contains("\"path\":\"" + path + "\""), answer);
  }

  @Test
  void answersRequestsThatComeInOnePieceInOrder() throws IOException {
    String answer =
        answer("GET /a" + HEAD + "\r\nGET /b" + HEAD + "\r\nGET /c" + HEAD + CLOSE + "\r\n");
    assertTrue(answer.indexOf("\"/a\"") < answer.indexOf("\"/b\""), answer);
    assertTrue(answer.indexOf("\"/b\"") < answer.indexOf("\"/c\""), answer);
    assertEquals(3, handled.get());
  }

  @Test
  void asksForABodyThatWaitsToBeAskedFor() throws IOException {
    try (RawHttp client = new RawHttp(listener.port())) {
      client.send("POST /" + HEAD + CLOSE + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
      assertTrue(client.until("100 Continue").startsWith("HTTP/1.1 100"));
      assertTrue(client.send("hi").rest().contains("\"hi\""));
    }
  }

  @Test
  void survivesClientsThatHangUpInTheMiddle() throws IOException {
    List<String> halves =
        List.of("", "PO", "POST /" + HEAD, "POST /" + HEAD + "Content-Length: 9\r\n\r\nhalf");
    for (String half : halves) {
      try (RawHttp client = new RawHttp(listener.port())) {
        client.send(half);
      }
    }
    assertTrue(answer("GET /" + HEAD + CLOSE + "\r\n").startsWith("HTTP/1.1 200"));
  }

  @Test
  void servesOthersWhileSomeSendSlowly() throws IOException {
    List<RawHttp> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        RawHttp client = new RawHttp(listener.port());
        slow.add(client);
        client.send(i % 2 == 0 ? "POST / HT" : "POST /" + HEAD + "Content-Length: 900\r\n\r\nhalf");
      }
      assertTrue(answer("GET /" + HEAD + CLOSE + "\r\n").startsWith("HTTP/1.1 200"));
    } finally {
      for (RawHttp client : slow) {
        client.close();
      }
    }
  }

  @Test
  void letsAnAnswerUnderWayFinishWhenItCloses() throws IOException, InterruptedException {
    var begun = new CountDownLatch(1);
    HttpListener slow =
        HttpListener.start(
            "127.0.0.1",
            0,
            (request, response) -> {
              begun.countDown();
              Thread.sleep(3_000);
              response.empty(204);
            });
    try (RawHttp client = new RawHttp(slow.port())) {
      try (slow) {
        client.send("GET /" + HEAD + "\r\n");
        begun.await();
      }
      assertTrue(client.rest().startsWith("HTTP/1.1 204"));
    }
  }

  @Test
  void saysWhatToDoWhenThePortIsTaken() {
    IOException taken =
        assertThrows(
            IOException.class,
            () -> HttpListener.start("127.0.0.1", listener.port(), this::echo).close());
    assertTrue(String.valueOf(taken.getMessage()).contains("listen.port"), taken::getMessage);
  }
}
