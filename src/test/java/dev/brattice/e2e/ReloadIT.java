package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose files change while it runs. */
class ReloadIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final long LOOK_MILLIS = 50;
  private static final NpmPackages PACKAGES = NpmPackages.installed();
  private static final String DENY_ECHO =
      "rules:\n  - { id: NO-1, name: No echo, action: deny, tool_patterns: [echo] }\n";

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path folder;

  private Path rules = Path.of("");
  private Path configuration = Path.of("");

  @BeforeEach
  void write() throws IOException {
    rules =
        Files.writeString(folder.resolve("rules.yaml"), DENY_ECHO.replace("[echo]", "[nothing]"));
    configuration = Files.writeString(folder.resolve("brattice.yaml"), text("everything"));
  }

  private String text(String... names) {
    StringBuilder servers = new StringBuilder("servers:\n");
    for (String name : names) {
      servers
          .append("  ")
          .append(name)
          .append(": { command: [")
          .append(String.join(", ", PACKAGES.everything()))
          .append("], env: { TOKEN: s3cret-")
          .append(names.length)
          .append(" } }\n");
    }
    return servers + "policy: { files: [" + rules + "] }\n";
  }

  private HttpResponse<String> post(Gateway gateway, String path, String session, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.address(path))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .timeout(LIMIT)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!session.isEmpty()) {
      request.header("Mcp-Session-Id", session);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private String open(Gateway gateway, String path) throws IOException, InterruptedException {
    HttpResponse<String> opened =
        post(
            gateway,
            path,
            "",
            """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",
             "capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""");
    assertEquals(200, opened.statusCode(), opened.body());
    String session = opened.headers().firstValue("Mcp-Session-Id").orElseThrow();
    post(
        gateway,
        path,
        session,
        """
        {"jsonrpc":"2.0","method":"notifications/initialized"}""");
    return session;
  }

  private String echo(Gateway gateway, String session) throws IOException, InterruptedException {
    return post(
            gateway,
            "/mcp/everything",
            session,
            """
            {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"echo",
             "arguments":{"message":"hi"}}}""")
        .body();
  }

  private static void await(Gateway gateway, String words)
      throws IOException, InterruptedException {
    await(gateway, words, 1);
  }

  /** Waits until it has said {@code words} so often. */
  private static void await(Gateway gateway, String words, int times)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (gateway.said().lines().filter(line -> line.contains(words)).count() < times) {
      assertTrue(System.nanoTime() < deadline, gateway.said());
      Thread.sleep(LOOK_MILLIS);
    }
  }

  @Test
  void aChangedPolicyDecidesInOpenSessionsAndIsNamedInTheEvidence() throws Exception {
    try (Gateway gateway = Gateway.start(configuration, folder)) {
      String session = open(gateway, "/mcp/everything");
      assertTrue(echo(gateway, session).contains("Echo: hi"));
      Files.writeString(rules, DENY_ECHO);
      await(gateway, "is in force");
      assertTrue(echo(gateway, session).contains("Blocked by Brattice"));
      assertTrue(gateway.said().contains("configuration: policy from digest"), gateway.said());
    }
    List<JsonObject> records = records();
    assertEquals(2, records.stream().map(ReloadIT::rulebook).distinct().count());
    Map<String, List<JsonObject>> byDecision =
        records.stream()
            .collect(Collectors.groupingBy(line -> line.string("decision").orElseThrow()));
    // Intent and outcome name the same rules.
    byDecision
        .values()
        .forEach(of -> assertEquals(1, of.stream().map(ReloadIT::rulebook).distinct().count()));
  }

  private static String rulebook(JsonObject line) {
    return line.string("rulebook").orElseThrow();
  }

  /** All evidence of the run. */
  private List<JsonObject> records() throws IOException {
    List<JsonObject> records = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.resolve(".brattice/audit"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".jsonl")).toList()) {
        for (byte[] line : Lines.of(file)) {
          Peer.message(line)
              .filter(record -> record.string("decision").isPresent())
              .ifPresent(records::add);
        }
      }
    }
    return records;
  }

  @Test
  void aBadFileKeepsTheOldOneAndSaysSo() throws Exception {
    try (Gateway gateway = Gateway.start(configuration, folder)) {
      String session = open(gateway, "/mcp/everything");
      Files.writeString(rules, DENY_ECHO.replace("deny", "destroy"));
      await(gateway, "the one before stays in force");
      assertTrue(gateway.said().contains("rules.yaml"), gateway.said());
      assertTrue(echo(gateway, session).contains("Echo: hi"));
      // A file that only the refused configuration names is looked after as well.
      Path other = Files.writeString(folder.resolve("other.yaml"), DENY_ECHO.replace("deny", "no"));
      Files.writeString(rules, DENY_ECHO.replace("[echo]", "[nothing]"));
      Files.writeString(
          configuration, text("everything").replace(rules.toString(), rules + ", " + other));
      await(gateway, "other.yaml");
      Files.writeString(other, DENY_ECHO.replace("[echo]", "[nothing]").replace("NO-1", "NO-2"));
      await(gateway, "is in force");
      Files.writeString(configuration, "servers: {}\n");
      await(gateway, "expected at least one server");
      assertTrue(echo(gateway, session).contains("Echo: hi"));
      Files.writeString(configuration, text("everything"));
      Files.writeString(rules, DENY_ECHO);
      await(gateway, "is in force", 2);
      assertTrue(echo(gateway, session).contains("Blocked by Brattice"));
    }
  }

  @Test
  void serversComeAndGo() throws Exception {
    try (Gateway gateway = Gateway.start(configuration, folder)) {
      String session = open(gateway, "/mcp/everything");
      Files.writeString(configuration, text("everything", "other"));
      await(gateway, "is in force");
      assertFalse(gateway.said().contains("s3cret"), gateway.said());
      assertTrue(gateway.said().contains("servers.everything.env has another value"));
      assertTrue(echo(gateway, session).contains("Echo: hi"), "a session keeps its server");
      String other = open(gateway, "/mcp/other");
      String all = open(gateway, "/mcp");
      String listed =
          post(
                  gateway,
                  "/mcp",
                  all,
                  """
                  {"jsonrpc":"2.0","id":1,"method":"tools/list"}""")
              .body();
      assertTrue(listed.contains("other__echo"), listed);
      Files.writeString(configuration, text("everything"));
      await(gateway, "is in force", 2);
      assertTrue(gateway.said().contains("configuration: servers.other.command from"));
      assertEquals(
          404,
          post(
                  gateway,
                  "/mcp/other",
                  other,
                  """
                  {"jsonrpc":"2.0","id":2,"method":"ping"}""")
              .statusCode());
      assertEquals(
          404,
          post(
                  gateway,
                  "/mcp",
                  all,
                  """
                  {"jsonrpc":"2.0","id":2,"method":"ping"}""")
              .statusCode());
      assertTrue(echo(gateway, session).contains("Echo: hi"));
    }
  }
}
