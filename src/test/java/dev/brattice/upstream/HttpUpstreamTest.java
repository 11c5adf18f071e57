package dev.brattice.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.upstream.ScriptedServer.Reply;
import dev.brattice.upstream.ScriptedServer.Seen;
import dev.brattice.wire.http.HttpCalls;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request gets one answer, whatever the server does, and the server what it is due. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HttpUpstreamTest {
  private static final int BYTES_MAX = 64 << 10;
  private static final RemoteServer.Waits WAITS = new RemoteServer.Waits(2_000, 2_000, 500);
  private static final String INITIALIZE =
      "{'jsonrpc':'2.0','id':0,'method':'initialize','params':{'protocolVersion':'2025-11-25'}}";
  private static final String INITIALIZED =
      "{'jsonrpc':'2.0','method':'notifications/initialized'}";
  private static final String OPENED =
      "{'jsonrpc':'2.0','id':0,'result':{'protocolVersion':'2025-06-18'}}";
  private static final String CALL =
      "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'t'}}";
  private static final String RESULT = "{'jsonrpc':'2.0','id':1,'result':{}}";
  private static final String NOTE = "{'jsonrpc':'2.0','method':'notifications/message'}";
  private static final String MODERN =
      "'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28'}";

  private final HttpCalls calls = new HttpCalls();
  private final Breaker breaker = new Breaker();
  private final Heard heard = new Heard();

  @AfterEach
  void close() {
    calls.close();
  }

  private HttpUpstream upstream(URI url) {
    var server =
        new RemoteServer("web", url, Map.of("Authorization", "Bearer abc"), BYTES_MAX, WAITS);
    var upstream = new HttpUpstream(server, calls, breaker);
    upstream.tell(heard);
    return upstream;
  }

  private static String json(String quoted) {
    return quoted.replace('\'', '"');
  }

  private static String event(String quoted) {
    return "event: message\ndata: " + json(quoted) + "\n\n";
  }

  private static void write(HttpUpstream upstream, String quoted)
      throws IOException, JsonException {
    byte[] bytes = json(quoted).getBytes(StandardCharsets.UTF_8);
    upstream.write((JsonObject) new JsonReader(JsonLimits.MESSAGE).read(bytes, 0, bytes.length));
  }

  /** Opens a session `s-1`, takes notifications, and leaves the rest to {@code script}. */
  private static ScriptedServer.Script session(ScriptedServer.Script script) {
    return (seen, reply) -> {
      if (seen.body().contains("\"initialize\"")) {
        reply.header("Mcp-Session-Id", "s-1").json(200, json(OPENED));
      } else if (seen.body().contains("\"notifications/")) {
        reply.status(202);
      } else {
        script.answer(seen, reply);
      }
    };
  }

  private HttpUpstream opened(ScriptedServer server) throws Exception {
    HttpUpstream upstream = upstream(server.url());
    write(upstream, INITIALIZE);
    assertEquals(json(OPENED), heard.next());
    return upstream;
  }

  @Test
  void opensASessionUsesItAndEndsIt() throws Exception {
    try (var server = new ScriptedServer(session((seen, reply) -> reply.json(200, json(RESULT))))) {
      HttpUpstream upstream = opened(server);
      write(upstream, INITIALIZED);
      write(upstream, CALL);
      assertEquals(json(RESULT), heard.next());
      upstream.close();
      assertEquals("", server.await("POST", "\"initialize\"").header("Mcp-Session-Id"));
      for (Seen seen :
          List.of(
              server.await("POST", "initialized"),
              server.await("POST", "tools/call"),
              server.await("DELETE", ""))) {
        assertEquals("s-1", seen.header("Mcp-Session-Id"));
        assertEquals("2025-06-18", seen.header("MCP-Protocol-Version"));
        assertEquals("Bearer abc", seen.header("Authorization"));
        assertEquals("", seen.header("Mcp-Method"));
      }
      assertEquals(
          "application/json, text/event-stream", server.await("POST", "call").header("Accept"));
      assertThrows(IOException.class, () -> write(upstream, CALL));
      assertEquals(List.of(), heard.gone());
    }
  }

  @Test
  void passesOnWhatComesBeforeTheAnswer() throws Exception {
    try (var server =
        new ScriptedServer(
            (seen, reply) -> {
              OutputStream out = reply.events("id: 1\r\ndata:\r\n\r\n" + event(NOTE));
              String split = event(RESULT).replace(",", ",\ndata: ");
              out.write(split.getBytes(StandardCharsets.UTF_8));
            })) {
      HttpUpstream upstream = upstream(server.url());
      write(upstream, CALL);
      assertEquals(json(NOTE), heard.next());
      assertEquals(json(RESULT), heard.next());
      assertTrue(heard.isSilent());
    }
  }

  /** A name and what a server does instead of answering. */
  private record Misdeed(String name, ScriptedServer.Script script) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static void flood(OutputStream out) throws IOException {
    byte[] block = new byte[1 << 16];
    java.util.Arrays.fill(block, (byte) 'x');
    for (int i = 0; i < 100 << 4; i++) {
      out.write(block);
    }
  }

  static Stream<Misdeed> misdeeds() {
    return Stream.of(
        new Misdeed("fails", (seen, reply) -> reply.all(500, "secret words")),
        new Misdeed("fails without a word", (seen, reply) -> reply.status(503)),
        new Misdeed("wants other credentials", (seen, reply) -> reply.json(401, "{}")),
        new Misdeed(
            "sends elsewhere",
            (seen, reply) -> {
              assertEquals("/mcp", seen.path());
              reply.header("Location", "/other").status(307);
            }),
        new Misdeed("says nothing", (seen, reply) -> reply.status(202)),
        new Misdeed("says nothing as JSON", (seen, reply) -> reply.json(200, "")),
        new Misdeed("says what is no JSON", (seen, reply) -> reply.json(200, "{'x")),
        new Misdeed("says null", (seen, reply) -> reply.json(200, "null")),
        new Misdeed(
            "answers somebody else",
            (seen, reply) -> reply.json(200, json("{'jsonrpc':'2.0','id':9,'result':{}}"))),
        new Misdeed(
            "answers in another type",
            (seen, reply) -> reply.header("Content-Type", "text/html").all(200, json(RESULT))),
        new Misdeed(
            "answers twice the same name",
            (seen, reply) ->
                reply.json(200, json("{'jsonrpc':'2.0','id':1,'result':{},'result':{}}"))),
        new Misdeed("ends early", (seen, reply) -> reply.events(event(NOTE)).close()),
        new Misdeed("breaks off an event", (seen, reply) -> reply.events("data: {").close()),
        new Misdeed("hangs", (seen, reply) -> reply.hang()),
        new Misdeed(
            "hangs within its answer",
            (seen, reply) -> {
              OutputStream ignored = reply.events(event(NOTE) + "data: {");
              reply.hang();
            }),
        new Misdeed(
            "promises more than it sends",
            (seen, reply) -> reply.header("Content-Length", "1000").json(200, "{")),
        new Misdeed(
            "sends 100 MB of JSON",
            (seen, reply) -> flood(reply.stream("application/json", "{\"x\":\""))),
        new Misdeed("sends an event of 100 MB", (seen, reply) -> flood(reply.events("data: "))),
        new Misdeed("names 100 MB of JSON", (seen, reply) -> reply.promise(100 << 20)),
        new Misdeed(
            "answers with a session that no header can hold",
            (seen, reply) -> reply.header("Mcp-Session-Id", "s".repeat(5_000)).status(404)));
  }

  @ParameterizedTest
  @MethodSource("misdeeds")
  void answersOnceWhateverTheServerDoes(Misdeed misdeed) throws Exception {
    try (var server = new ScriptedServer(misdeed.script())) {
      HttpUpstream upstream = upstream(server.url());
      write(upstream, CALL);
      int answers = 0;
      for (int i = 0; i < 4 && answers == 0; i++) {
        String next = heard.next();
        assertFalse(next.contains("secret words"), next);
        boolean error = next.contains("\"id\":1,\"error\":") || next.equals("oversized 1");
        answers += error || next.equals("malformed 1") ? 1 : 0;
      }
      assertEquals(1, answers);
      assertTrue(heard.isSilent());
      assertEquals(1, server.seen().size());
    }
  }

  @Test
  void saysThatAServerCannotBeReached() throws Exception {
    URI nowhere;
    try (var server = new ScriptedServer((seen, reply) -> reply.status(200))) {
      nowhere = server.url();
    }
    write(upstream(nowhere), CALL);
    assertTrue(heard.next().contains("the server `web` cannot be reached"));
    assertEquals(1, heard.failures().size());
  }

  /** Its certificate is one that it made itself. */
  @Test
  void tellsNothingToAServerWithoutATrustedCertificate(@TempDir Path folder) throws Exception {
    Path store = folder.resolve("keys.p12");
    int made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "web",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start()
            .waitFor();
    assertEquals(0, made);
    try (var server =
        ScriptedServer.secure(store, "changeit", (seen, reply) -> reply.status(200))) {
      write(upstream(server.url()), CALL);
      assertTrue(heard.next().contains("cannot be reached"));
      assertEquals(List.of(), server.seen());
    }
  }

  @Test
  void passesOnTheErrorOfARefusalUnderTheRightId() throws Exception {
    try (var server =
        new ScriptedServer(
            (seen, reply) ->
                reply.json(
                    400,
                    json("{'jsonrpc':'2.0','id':null,'error':{'code':-32020,'message':'m'}}")))) {
      write(upstream(server.url()), CALL);
      assertEquals(
          json("{'jsonrpc':'2.0','id':1,'error':{'code':-32020,'message':'m'}}"), heard.next());
    }
  }

  @Test
  void usesOneConnectionForOneCallAfterTheOther() throws Exception {
    try (var server =
        new ScriptedServer(
            session(
                (seen, reply) -> {
                  String answer = seen.body().contains("\"id\":2") ? id(2) : id(1);
                  if (seen.body().contains("events")) {
                    reply.events(event(answer)).close();
                  } else {
                    reply.json(200, json(answer));
                  }
                }))) {
      HttpUpstream upstream = opened(server);
      for (int i = 0; i < 10; i++) {
        write(upstream, CALL);
        assertEquals(json(id(1)), heard.next());
        write(upstream, CALL.replace("'id':1", "'id':2").replace("'t'", "'events'"));
        assertEquals(json(id(2)), heard.next());
        write(upstream, NOTE);
      }
      // A call may begin before the one before has let go of its connection.
      assertTrue(server.connections() <= 15, () -> server.connections() + " connections");
    }
  }

  private static String id(int id) {
    return RESULT.replace("'id':1", "'id':" + id);
  }

  @Test
  void aSessionThatTheServerForgotIsOver() throws Exception {
    try (var server = new ScriptedServer(session((seen, reply) -> reply.status(404)))) {
      HttpUpstream upstream = opened(server);
      write(upstream, CALL);
      assertEquals("gone", heard.next());
      assertEquals(List.of("ended the session"), heard.gone());
      assertThrows(IOException.class, () -> write(upstream, CALL));
      assertTrue(heard.isSilent());
    }
  }

  @Test
  void takesUpAnAnswerThatWasCutOff() throws Exception {
    try (var server =
        new ScriptedServer(
            session(
                (seen, reply) -> {
                  if (seen.method().equals("POST")) {
                    reply.events("id: 7\nretry: 60\ndata:\n\n").close();
                  } else if (seen.header("Last-Event-ID").equals("7")) {
                    reply.events("id: 8\n" + event(RESULT)).close();
                  } else {
                    reply.status(405);
                  }
                }))) {
      HttpUpstream upstream = opened(server);
      write(upstream, CALL);
      assertEquals(json(RESULT), heard.next());
    }
  }

  @Test
  void givesUpOnAnAnswerThatNeverGoesOn() throws Exception {
    var resumed = new AtomicInteger();
    try (var server =
        new ScriptedServer(
            session(
                (seen, reply) -> {
                  if (seen.method().equals("GET")) {
                    resumed.incrementAndGet();
                    reply.events(": nothing\n\n").close();
                  } else {
                    reply.events("id: 7\nretry: 0\ndata:\n\n").close();
                  }
                }))) {
      HttpUpstream upstream = opened(server);
      write(upstream, CALL);
      assertTrue(heard.next().contains("ended its answer early"));
      assertEquals(Asked.RESUMES_MAX + 1, resumed.get());
    }
  }

  @Test
  void cancelsInWordsWhereThereIsASession() throws Exception {
    try (var server = new ScriptedServer(session((seen, reply) -> reply.hang()))) {
      HttpUpstream upstream = opened(server);
      write(upstream, CALL);
      server.await("POST", "tools/call");
      write(
          upstream,
          "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':1}}");
      server.await("POST", "notifications/cancelled");
      Thread.sleep(WAITS.silence());
      assertTrue(heard.isSilent());
    }
  }

  @Test
  void cancelsByClosingTheStreamWhereThereIsNone() throws Exception {
    var closed = new CountDownLatch(1);
    try (var server =
        new ScriptedServer(
            (seen, reply) -> {
              reply.pingUntilGone(reply.events(event(NOTE)));
              closed.countDown();
            })) {
      HttpUpstream upstream = upstream(server.url());
      write(upstream, CALL.replace("'name':'t'", "'name':'t'," + MODERN));
      assertEquals(json(NOTE), heard.next());
      write(
          upstream,
          "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':1}}");
      assertTrue(closed.await(10, TimeUnit.SECONDS));
      assertEquals(1, server.seen().size());
      assertTrue(heard.isSilent());
    }
  }

  @Test
  void repeatsInHeadersWhatARequestWithoutSessionSays() throws Exception {
    String tools =
        "{'jsonrpc':'2.0','id':1,'result':{'tools':[{'name':'ä','inputSchema':{'properties':{"
            + "'city':{'type':'string','x-mcp-header':'City'},"
            + "'n':{'properties':{'d':{'x-mcp-header':'Deep'}}},"
            + "'no':{'x-mcp-header':'a b'},'absent':{'x-mcp-header':'Absent'}}}}]}}";
    try (var server =
        new ScriptedServer(
            (seen, reply) ->
                reply.json(
                    200,
                    json(
                        seen.body().contains("tools/list")
                            ? tools
                            : RESULT.replace("'id':1", "'id':2"))))) {
      HttpUpstream upstream = upstream(server.url());
      write(upstream, "{'jsonrpc':'2.0','id':1,'method':'tools/list','params':{" + MODERN + "}}");
      heard.next();
      write(
          upstream,
          "{'jsonrpc':'2.0','id':2,'method':'tools/call','params':{'name':'ä','arguments':"
              + "{'city':'a\\r\\nX-Evil: 1','n':{'d':1.50},'no':1},"
              + MODERN
              + "}}");
      assertTrue(heard.next().contains("\"id\":2"));
      Seen listed = server.await("POST", "tools/list");
      assertEquals("2026-07-28", listed.header("MCP-Protocol-Version"));
      assertEquals("tools/list", listed.header("Mcp-Method"));
      assertEquals("", listed.header("Mcp-Name"));
      Seen called = server.await("POST", "tools/call");
      assertEquals("=?base64?w6Q=?=", called.header("Mcp-Name"));
      assertEquals("=?base64?YQ0KWC1FdmlsOiAx?=", called.header("Mcp-Param-City"));
      assertEquals("1.50", called.header("Mcp-Param-Deep"));
      assertEquals("", called.header("Mcp-Param-Absent"));
      assertEquals("", called.header("X-Evil"));
    }
  }

  @Test
  void hearsWhatAServerSaysUnasked() throws Exception {
    var streams = new AtomicInteger();
    try (var server =
        new ScriptedServer(
            session(
                (seen, reply) -> {
                  if (seen.method().equals("GET")) {
                    int nth = streams.incrementAndGet();
                    reply.events("id: e" + nth + "\nretry: 50\n" + event(NOTE)).close();
                  } else {
                    reply.status(200);
                  }
                }))) {
      HttpUpstream upstream = opened(server);
      write(upstream, INITIALIZED);
      assertEquals(json(NOTE), heard.next());
      assertEquals(json(NOTE), heard.next());
      upstream.close();
      List<Seen> listened =
          server.seen().stream().filter(seen -> seen.method().equals("GET")).toList();
      assertEquals("", listened.get(0).header("Last-Event-ID"));
      assertEquals("e1", listened.get(1).header("Last-Event-ID"));
    }
  }

  @Test
  void aStreamThatIsRefusedOnceItWasGrantedEndsTheSession() throws Exception {
    var streams = new AtomicInteger();
    try (var server =
        new ScriptedServer(
            session(
                (seen, reply) -> {
                  if (streams.incrementAndGet() == 1) {
                    reply.events("retry: 50\n" + event(NOTE)).close();
                  } else {
                    reply.status(400);
                  }
                }))) {
      write(opened(server), INITIALIZED);
      assertEquals(json(NOTE), heard.next());
      assertEquals("gone", heard.next());
    }
  }

  @Test
  void stopsListeningToAServerThatOffersNoStream() throws Exception {
    try (var server =
        new ScriptedServer(
            session(
                (seen, reply) -> {
                  if (seen.method().equals("GET")) {
                    reply.status(405);
                  } else {
                    reply.json(200, json(RESULT));
                  }
                }))) {
      HttpUpstream upstream = opened(server);
      write(upstream, INITIALIZED);
      server.await("GET", "");
      write(upstream, CALL);
      assertEquals(json(RESULT), heard.next());
      assertTrue(heard.isSilent());
      assertEquals(1, server.seen().stream().filter(seen -> seen.method().equals("GET")).count());
    }
  }

  /** The first revision's way: answers come on the stream that GET opened. */
  private static ScriptedServer.Script older(String endpoint, List<OutputStream> stream) {
    return (seen, reply) -> {
      if (seen.method().equals("GET")) {
        OutputStream out = reply.events("event: endpoint\ndata: " + endpoint + "\n\n");
        stream.add(out);
        reply.hang();
      } else if (!seen.path().startsWith("/post")) {
        reply.status(405);
      } else {
        reply.all(202, "Accepted");
        String answer = seen.body().contains("initialize\"") ? OPENED : RESULT;
        if (seen.body().contains("\"id\"")) {
          stream.getFirst().write(event(answer).getBytes(StandardCharsets.UTF_8));
          stream.getFirst().flush();
        }
      }
    };
  }

  @Test
  void fallsBackToTheFirstRevisionsTransport() throws Exception {
    List<OutputStream> stream = new java.util.concurrent.CopyOnWriteArrayList<>();
    try (var server = new ScriptedServer(older("/post?sessionId=1", stream))) {
      HttpUpstream upstream = opened(server);
      write(upstream, INITIALIZED);
      write(upstream, CALL);
      assertEquals(json(RESULT), heard.next());
      assertEquals("/post?sessionId=1", server.await("POST", "tools/call").path());
      stream.getFirst().close();
      assertEquals("gone", heard.next());
      assertEquals(List.of("ended its stream"), heard.gone());
    }
  }

  @Test
  void sendsNothingToAnAddressThatIsNotTheServers() throws Exception {
    try (var other = new ScriptedServer((seen, reply) -> reply.status(200));
        var server =
            new ScriptedServer(
                older(
                    other.url().resolve("/post").toString(),
                    new java.util.concurrent.CopyOnWriteArrayList<>()))) {
      write(upstream(server.url()), INITIALIZE);
      assertTrue(heard.next().contains("answered with HTTP status 405"));
      assertEquals(List.of(), other.seen());
    }
  }

  @Test
  void doesNotWaitForEverForTheAddressOfTheFirstRevisionsTransport() throws Exception {
    try (var server =
        new ScriptedServer(
            (seen, reply) -> {
              if (seen.method().equals("GET")) {
                reply.pingUntilGone(reply.events(""));
              } else {
                reply.status(404);
              }
            })) {
      write(upstream(server.url()), INITIALIZE);
      assertTrue(heard.next().contains("answered with HTTP status 404"));
    }
  }

  @Test
  void doesNotWaitForTheRestOfWhatAnswersANotification() throws Exception {
    try (var server =
        new ScriptedServer(
            (seen, reply) -> reply.pingUntilGone(reply.stream("text/event-stream", "")))) {
      write(upstream(server.url()), NOTE);
      assertTrue(heard.isSilent());
    }
  }

  @Test
  void saysSoWhenAnAnswerOnTheSharedStreamDoesNotCome() throws Exception {
    List<OutputStream> stream = new java.util.concurrent.CopyOnWriteArrayList<>();
    ScriptedServer.Script script = older("/post", stream);
    try (var server =
        new ScriptedServer(
            (Seen seen, Reply reply) -> {
              if (seen.body().contains("tools/call")) {
                reply.status(202);
              } else {
                script.answer(seen, reply);
              }
            })) {
      HttpUpstream upstream = opened(server);
      write(upstream, CALL);
      assertTrue(heard.next().contains("said nothing for 2000 ms"));
    }
  }

  @Test
  void aServerThatFailsInARowIsNotAskedForAWhileByAnybody() throws Exception {
    try (var server = new ScriptedServer((seen, reply) -> reply.status(503))) {
      for (int i = 0; i < Breaker.FAILURES_MAX; i++) {
        write(upstream(server.url()), INITIALIZE);
        assertTrue(heard.next().contains("HTTP status 503"));
      }
      write(upstream(server.url()), INITIALIZE);
      String refused = heard.next();
      assertTrue(refused.contains("is not asked for a while"), refused);
      assertTrue(refused.contains("this is not a policy decision"), refused);
    }
  }

  @Test
  void anErrorOfTheProtocolIsNoFailure() throws Exception {
    try (var server =
        new ScriptedServer(
            (seen, reply) ->
                reply.json(
                    400,
                    json("{'jsonrpc':'2.0','id':0,'error':{'code':-32602,'message':'no'}}")))) {
      for (int i = 0; i <= Breaker.FAILURES_MAX; i++) {
        write(upstream(server.url()), INITIALIZE);
        assertTrue(heard.next().contains("-32602"));
      }
    }
  }
}
