package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.wire.http.RawHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What no well-behaved client sends to {@code brattice serve}: a short answer with the right
 * status, no word of it in the log, and nothing changes for others.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class HttpInputIT {
  private static final int BOUND_BYTES = 100_000;
  private static final int HEAD_BYTES = 40_000;
  private static final int SLOW_CLIENTS = 100;
  private static final String HOST = "Host: localhost\r\n";
  private static final String CLOSE = "Connection: close\r\n";
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String ACCEPT = "Accept: application/json, text/event-stream\r\n";
  private static final String LIST =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"_meta\":{"
          + "\"io.modelcontextprotocol/protocolVersion\":\"VERSION\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}";

  private final List<Gateway> started = new ArrayList<>();

  @BeforeAll
  void start(@TempDir Path folder) throws IOException, InterruptedException {
    Path configuration =
        Files.writeString(
            folder.resolve("brattice.yaml"),
            "servers:\n  fixture: { command: [\""
                + String.join("\", \"", NpmPackages.installed().script("servers/fixture.mjs"))
                + "\"] }\nlimits: { frame_bytes_max: "
                + BOUND_BYTES
                + " }\n");
    started.add(Gateway.start(configuration, folder));
  }

  /** After all that, it serves; and what came is not in its log. */
  @AfterAll
  void servesOthersAndKeptQuiet() throws IOException, InterruptedException {
    try (Gateway gateway = gateway();
        var client = new HttpClientPeer(gateway.endpoint("fixture"))) {
      assertTrue(client.initialize().answer().has("result"));
      assertTrue(client.call(1, "pid", "{}").answer().has("result"));
      assertFalse(gateway.said().contains("SECRET"), gateway.said());
      assertFalse(gateway.said().contains("\tat "), gateway.said());
      assertFalse(gateway.said().contains("Exception"), gateway.said());
    }
  }

  private Gateway gateway() {
    return started.getFirst();
  }

  private RawHttp connect() throws IOException {
    return new RawHttp(gateway().address("/").getPort());
  }

  private String answer(String text) throws IOException {
    try (RawHttp client = connect()) {
      return client.send(text).rest();
    }
  }

  private static void assertStatus(int status, String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
    assertFalse(answer.contains("SECRET"), answer);
    assertFalse(answer.contains("jetty"), answer);
  }

  private static String post(String headers, String body) {
    return "POST /mcp/fixture HTTP/1.1\r\n"
        + HOST
        + CLOSE
        + headers
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static String modern(String version, String headers) {
    return post(
        JSON + ACCEPT + headers.replace("; ", "\r\n") + "\r\n", LIST.replace("VERSION", version));
  }

  @Test
  void saysWhatItTakes() throws IOException {
    assertStatus(415, answer(post("Content-Type: text/SECRET\r\n" + ACCEPT, "{}")));
    assertStatus(406, answer(post(JSON + "Accept: text/SECRET\r\n", "{}")));
    assertStatus(405, answer("PUT /mcp/fixture HTTP/1.1\r\n" + HOST + CLOSE + "\r\n"));
    assertStatus(400, answer(post(JSON + ACCEPT, "{SECRET")));
    assertStatus(400, answer(post(JSON + ACCEPT, "{\"id\":1,\"id\":\"SECRET\"}")));
    assertStatus(404, answer("GET /SECRET HTTP/1.1\r\n" + HOST + CLOSE + "\r\n"));
    String session = "Mcp-Session-Id: SECRET\r\n";
    String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"SECRET\"}";
    assertStatus(404, answer(post(JSON + ACCEPT + session, call)));
    assertStatus(400, answer(post(JSON + ACCEPT, call)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-07-28 | MCP-Protocol-Version: 2026-07-28; Mcp-Method: tools/SECRET | -32020",
        "2026-07-28 | MCP-Protocol-Version: 2026-07-28 | -32020",
        "2026-07-28 | Mcp-Method: tools/list | -32020",
        "2026-07-28 | MCP-Protocol-Version: 2025-11-25; Mcp-Method: tools/list | -32020",
        "2099-01-01 | MCP-Protocol-Version: 2099-01-01; Mcp-Method: tools/list | -32022",
        "2026-07-28 | MCP-Protocol-Version: 2026-07-28; Mcp-Method: a; Mcp-Method: b | -32020",
      })
  void headsMustSayWhatBodiesSay(String version, String headers, String code) throws IOException {
    String answer = answer(modern(version, headers));
    assertStatus(400, answer);
    assertTrue(answer.contains("\"code\":" + code), answer);
  }

  @Test
  void aHeadThatAgreesPasses() throws IOException {
    String headers = "MCP-Protocol-Version: 2026-07-28; Mcp-Method: tools/list";
    String answer = answer(modern("2026-07-28", headers));
    assertStatus(200, answer);
    assertTrue(answer.contains("\"tools\""), answer);
  }

  @Test
  void refusesWhatIsTooLong() throws IOException {
    String body = "{\"SECRET\":\"" + "x".repeat(BOUND_BYTES) + "\"}";
    assertStatus(413, answer(post(JSON + ACCEPT, body)));
    assertStatus(431, answer(post(JSON + "X-SECRET: " + "x".repeat(HEAD_BYTES) + "\r\n", "{}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost\r\nHost: SECRET\r\nContent-Length: 2\r\n\r\n{}",
        "Host: localhost\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Host: localhost\r\nContent-Length: 2\r\nContent-Length: 9\r\n\r\n{}",
        "Host: localhost\r\nTransfer-Encoding: chunked\r\n\r\nSECRET\r\n",
        "Host: localhost\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Host: localhost\r\nContent-Length : 2\r\n\r\n{}",
        "Host: localhost\r\n X: SECRET\r\n\r\n",
        "Content-Length: 2\r\n\r\n{}",
        "Host: SECRET.example\r\nContent-Length: 2\r\n\r\n{}",
        "Host: localhost\r\nOrigin: https://SECRET.example\r\nContent-Length: 2\r\n\r\n{}",
      })
  void refusesWhatCanBeReadInTwoWaysOrComesFromElsewhere(String rest) throws IOException {
    String answer = answer("POST /mcp/fixture HTTP/1.1\r\n" + CLOSE + JSON + ACCEPT + rest);
    assertTrue(answer.startsWith("HTTP/1.1 4") || answer.startsWith("HTTP/1.1 5"), answer);
    assertFalse(answer.contains("SECRET"), answer);
  }

  /** A spelling leads where its plain form leads, or nowhere; never to a server by a side door. */
  @ParameterizedTest
  @CsvSource({
    "/mcp/../healthz, 200",
    "/mcp/%2e%2e/healthz, 200",
    "//mcp/fixture, 404",
    "/mcp/fixture/, 404",
    "/mcp/fixture%2f, 400",
    "/mcp/nothing, 404",
    "/MCP/fixture, 404",
    "/mcp/fixture%00, 400"
  })
  void pathsHaveOneMeaning(String path, int status) throws IOException {
    String answer = answer("GET " + path + " HTTP/1.1\r\n" + HOST + CLOSE + "\r\n");
    int got = Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
    assertTrue(got == status || got == 400 || got == 404, answer);
  }

  @Test
  void answersRequestsThatComeInOnePieceInOrder() throws IOException {
    String get = "GET /healthz HTTP/1.1\r\n" + HOST;
    String answer =
        answer(get + "\r\n" + get + "\r\nGET /nowhere HTTP/1.1\r\n" + HOST + CLOSE + "\r\n");
    assertEquals(4, answer.split("HTTP/1.1 ", -1).length, answer);
    assertTrue(answer.indexOf("404") > answer.lastIndexOf("200"), answer);
  }

  @Test
  void servesOthersWhileSomeSendSlowlyOrHangUp() throws IOException, InterruptedException {
    List<RawHttp> slow = new ArrayList<>();
    try (var client = new HttpClientPeer(gateway().endpoint("fixture"))) {
      for (int i = 0; i < SLOW_CLIENTS; i++) {
        RawHttp half = connect();
        slow.add(half);
        half.send(
            i % 2 == 0
                ? "POST /mcp/SECRET HT"
                : post(JSON + ACCEPT, "{\"SECRET\":1}").replace("SECRET\":1}", "SEC"));
        if (i % 4 == 0) {
          half.close();
        }
      }
      assertTrue(client.initialize().answer().has("result"));
      assertTrue(client.call(1, "pid", "{}").answer().has("result"));
    } finally {
      for (RawHttp half : slow) {
        half.close();
      }
    }
  }

  @Test
  void aBareLineFeedEndsNothingThatMatters() throws IOException {
    String answer = answer("GET /healthz HTTP/1.1\nHost: localhost\nConnection: close\n\n");
    assertTrue(answer.startsWith("HTTP/1.1 200") || answer.startsWith("HTTP/1.1 4"), answer);
    String hidden = "Content-Length: 2\nTransfer-Encoding: chunked\r\n\r\n{}";
    String two = answer("POST /mcp/fixture HTTP/1.1\r\n" + HOST + CLOSE + JSON + ACCEPT + hidden);
    assertTrue(two.startsWith("HTTP/1.1 4"), two);
  }
}
