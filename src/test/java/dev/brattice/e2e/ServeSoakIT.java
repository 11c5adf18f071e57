package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.call.RequestId;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.mcp.Answers;
import dev.brattice.wire.http.HttpListener;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty servers as one, 64 clients of both eras at once, calls that are cut off and servers that
 * die: every answer is the one to its question, and nothing is left behind.
 */
@Tag("long")
class ServeSoakIT {
  private static final int CALLS = Integer.getInteger("brattice.soak.calls", 100_000);
  private static final int CLIENTS = 64;
  private static final int STARTED = 3;
  private static final int REACHED = 17;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration VERIFY_LIMIT = Duration.ofMinutes(3);

  /** Out of so many calls one is cut off, and in so many milliseconds a server dies. */
  private static final int CUT_ONE_IN = 50;

  private static final long KILL_MILLIS = 2_000;
  private static final double HEAP_GROWTH_MAX = 1.5;
  private static final double HEAP_SLACK_KIB = 32_768;
  private static final String VERSION = "2025-11-25";

  /** Answers `say` with its name and the nonce; the shell alone, so that many of them are cheap. */
  private static final String SERVER =
      """
      while IFS= read -r line; do
        case "$line" in *'"id":'*) ;; *) continue ;; esac
        id=${line#*'"id":'}; id=${id%%[!0-9]*}
        case "$line" in
          *'"initialize"'*) r='{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},\
      "serverInfo":{"name":"s","version":"1"}}' ;;
          *'"tools/call"'*) n=${line#*'"nonce":"'}; n=${n%%\\"*}
            r='{"content":[{"type":"text","text":"'"$1 $n"'"}]}' ;;
          *) r='{"tools":[{"name":"say","inputSchema":{"type":"object"}}]}' ;;
        esac
        printf '{"jsonrpc":"2.0","id":%s,"result":%s}\\n' "$id" "$r"
      done
      """;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicLong nonces = new AtomicLong();
  private final AtomicInteger left = new AtomicInteger(CALLS);
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger gone = new AtomicInteger();
  private final AtomicInteger cut = new AtomicInteger();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  @TempDir private Path folder;

  @Test
  void everyAnswerIsTheOneToItsQuestionAndNothingIsLeftBehind() throws Exception {
    try (HttpListener remote = HttpListener.start("127.0.0.1", 0, ServeSoakIT::answer)) {
      Path configuration = configuration(remote.port());
      List<ProcessHandle> children;
      try (Gateway gateway = Gateway.start(configuration, folder, "--quiet")) {
        Process process = gateway.process();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
          var client = new Client(gateway, i % 2 == 0, new Random(i));
          clients.add(Thread.ofVirtual().start(client::run));
        }
        awaitLeft(CALLS * 3 / 4);
        double early = heapKibibytes(process.pid());
        int threads = threads(process.pid());
        Thread killer = Thread.ofVirtual().start(() -> kill(process));
        for (Thread client : clients) {
          client.join();
        }
        killer.interrupt();
        killer.join();
        double late = heapKibibytes(process.pid());
        System.err.println(
            "soak: "
                + answered
                + " answered, "
                + gone
                + " told that a server is gone, "
                + cut
                + " cut off; heap KiB "
                + early
                + " at a quarter, "
                + late
                + " at the end; threads "
                + threads
                + " and "
                + threads(process.pid()));
        assertEquals(List.of(), List.copyOf(wrong));
        assertEquals(CALLS, answered.get() + gone.get() + cut.get());
        assertTrue(gone.get() < CALLS / 10, () -> gone + " calls met a server that was gone");
        assertTrue(late <= early * HEAP_GROWTH_MAX + HEAP_SLACK_KIB, early + " then " + late);
        children = process.descendants().toList();
      }
      for (ProcessHandle child : children) {
        child.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      }
    }
    Finished verified =
        Finished.run(
            Programs.brattice("audit", "verify"),
            folder,
            Map.of("BRATTICE_HOME", folder.resolve(".brattice").toString()),
            VERIFY_LIMIT);
    assertEquals(0, verified.exitCode(), verified.toString());
  }

  private Path configuration(int port) throws IOException {
    Path server = Files.writeString(folder.resolve("server.sh"), SERVER);
    var servers = new StringBuilder("servers:\n");
    for (int i = 0; i < STARTED; i++) {
      servers
          .append("  c")
          .append(i)
          .append(": { command: [sh, ")
          .append(server)
          .append(", c")
          .append(i)
          .append("] }\n");
    }
    for (int i = 0; i < REACHED; i++) {
      servers
          .append("  u")
          .append(i)
          .append(": { url: \"http://127.0.0.1:")
          .append(port)
          .append("/u")
          .append(i)
          .append("\" }\n");
    }
    return Files.writeString(folder.resolve("brattice.yaml"), servers.toString());
  }

  private static String server(Random random) {
    int which = random.nextInt(STARTED + REACHED);
    return which < STARTED ? "c" + which : "u" + (which - STARTED);
  }

  /** The servers that are reached over HTTP: one process, told apart by their paths. */
  private static void answer(
      dev.brattice.wire.http.HttpRequest request, dev.brattice.wire.http.HttpResponse response)
      throws IOException {
    if (!request.method().equals("POST")) {
      response.empty(405);
      return;
    }
    try {
      JsonObject message = Commands.json(new String(request.body(1 << 20), StandardCharsets.UTF_8));
      if (!message.has("id")) {
        response.empty(202);
        return;
      }
      var id = new RequestId(message.get("id").orElseThrow());
      JsonObject result =
          switch (message.string("method").orElse("")) {
            case "initialize" ->
                Commands.json(
                    "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
                        + "\"serverInfo\":{\"name\":\"u\",\"version\":\"1\"}}");
            case "tools/call" ->
                JsonObject.of(
                    "content",
                    JsonArray.of(
                        JsonObject.of("type", new JsonString("text"))
                            .with("text", request.path().substring(1) + " " + nonce(message))));
            default ->
                Commands.json(
                    "{\"tools\":[{\"name\":\"say\",\"inputSchema\":{\"type\":\"object\"}}]}");
          };
      response.json(200, Answers.result(id, result));
    } catch (dev.brattice.wire.http.HttpRequest.BodyTooLarge tooLarge) {
      response.empty(413);
    }
  }

  private static String nonce(JsonObject message) {
    return message
        .object("params")
        .flatMap(params -> params.object("arguments"))
        .flatMap(given -> given.string("nonce"))
        .orElse("");
  }

  /** One client, of either era, that calls until there are no calls left. */
  private final class Client {
    private final Gateway gateway;
    private final boolean legacy;
    private final Random random;
    private String session = "";
    private int ids;

    Client(Gateway gateway, boolean legacy, Random random) {
      this.gateway = gateway;
      this.legacy = legacy;
      this.random = random;
    }

    void run() {
      try {
        while (left.getAndDecrement() > 0) {
          call();
        }
        if (!session.isEmpty()) {
          http.send(
              HttpRequest.newBuilder(gateway.address("/mcp"))
                  .header("Mcp-Session-Id", session)
                  .DELETE()
                  .build(),
              HttpResponse.BodyHandlers.discarding());
        }
      } catch (IOException | InterruptedException | ExecutionException | TimeoutException broken) {
        wrong.add(String.valueOf(broken));
      }
    }

    private void call()
        throws IOException, InterruptedException, ExecutionException, TimeoutException {
      if (legacy && session.isEmpty()) {
        open();
      }
      String server = server(random);
      String nonce = "n" + nonces.incrementAndGet();
      int id = ++ids;
      CompletableFuture<HttpResponse<String>> answer =
          http.sendAsync(
              request(
                  "tools/call",
                  "{\"jsonrpc\":\"2.0\",\"id\":"
                      + id
                      + ",\"method\":\"tools/call\",\"params\":{\"name\":\""
                      + server
                      + "__say\",\"arguments\":{\"nonce\":\""
                      + nonce
                      + "\"}"
                      + (legacy ? "" : META)
                      + "}}",
                  server + "__say"),
              HttpResponse.BodyHandlers.ofString());
      if (random.nextInt(CUT_ONE_IN) == 0) {
        Thread.sleep(random.nextInt(5));
        answer.cancel(true);
        cut.incrementAndGet();
        return;
      }
      HttpResponse<String> got = answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      judge(got, id, server + " " + nonce);
    }

    private void judge(HttpResponse<String> got, int id, String expected) {
      String body = got.body();
      if (got.statusCode() == 404 && legacy) {
        session = "";
        gone.incrementAndGet();
      } else if (body.contains("\"text\":\"" + expected + "\"")
          && body.contains("\"id\":" + id)
          && body.indexOf("\"result\"") == body.lastIndexOf("\"result\"")) {
        answered.incrementAndGet();
      } else if (body.contains("is not there") || body.contains("not a policy decision")) {
        gone.incrementAndGet();
      } else {
        wrong.add("expected " + expected + ", got " + got.statusCode() + " " + body);
      }
    }

    private void open()
        throws IOException, InterruptedException, ExecutionException, TimeoutException {
      HttpResponse<String> opened =
          http.send(
              request(
                  "initialize",
                  "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\""
                      + VERSION
                      + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"soak\",\"version\":\"1\"}}}",
                  ""),
              HttpResponse.BodyHandlers.ofString());
      session = opened.headers().firstValue("Mcp-Session-Id").orElse("");
      if (session.isEmpty()) {
        throw new IOException("no session: " + opened.statusCode() + " " + opened.body());
      }
      http.send(
          request("", "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", ""),
          HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String body, String name) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(gateway.address("/mcp"))
              .header("Content-Type", "application/json")
              .header("Accept", "application/json, text/event-stream")
              .timeout(LIMIT)
              .POST(HttpRequest.BodyPublishers.ofString(body));
      if (legacy) {
        request.header("MCP-Protocol-Version", VERSION);
        if (!session.isEmpty()) {
          request.header("Mcp-Session-Id", session);
        }
      } else {
        request.header("MCP-Protocol-Version", "2026-07-28");
        request.header("Mcp-Method", method);
        request.header("Mcp-Name", name);
      }
      return request.build();
    }
  }

  private static final String META =
      ",\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

  private void awaitLeft(int calls) throws InterruptedException {
    while (left.get() > calls && wrong.isEmpty()) {
      Thread.sleep(100);
    }
  }

  /** Now and then one of the servers that were started dies. */
  private static void kill(Process gateway) {
    var random = new Random(1);
    try {
      while (true) {
        Thread.sleep(KILL_MILLIS);
        List<ProcessHandle> children = gateway.descendants().toList();
        if (!children.isEmpty()) {
          children.get(random.nextInt(children.size())).destroyForcibly();
        }
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private static int threads(long pid) throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return (int) tasks.count();
    }
  }

  /** What is in use on the heap once everything that can go is gone. */
  private static double heapKibibytes(long pid) throws IOException, InterruptedException {
    jcmd(pid, "GC.run");
    double used = 0;
    for (String line : jcmd(pid, "GC.heap_info").lines().toList()) {
      int at = line.indexOf(", used ");
      if (line.contains(" total ") && at >= 0) {
        int from = at + ", used ".length();
        used += Long.parseLong(line.substring(from, line.indexOf('K', from)));
      }
    }
    return used;
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Finished finished =
        Finished.run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                command),
            Programs.ROOT,
            Map.of(),
            LIMIT);
    return finished.stdout();
  }
}
