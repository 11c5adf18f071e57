package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonWriter;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client of the JavaScript SDK before an agent of the same, with the gateway between them. */
class A2aIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final NpmPackages PACKAGES = NpmPackages.installed();

  @TempDir private Path folder;

  private int port;
  private Process agent;

  @BeforeEach
  void start() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    agent =
        new ProcessBuilder(PACKAGES.script("servers/agent.mjs", Integer.toString(port)))
            .redirectError(folder.resolve("agent.log").toFile())
            .start();
    assertEquals("listening", agent.inputReader().readLine());
  }

  @AfterEach
  void stop() {
    agent.destroy();
    agent.onExit().join();
  }

  private Gateway gateway() throws IOException, InterruptedException {
    Path configuration =
        Files.writeString(
            folder.resolve("brattice.yaml"),
            "agents:\n  echo: { url: \"http://127.0.0.1:"
                + port
                + "\" }\nservers:\n  files: { command: ["
                + String.join(", ", PACKAGES.filesystem(folder.toRealPath().toString()))
                + "] }\n");
    return Gateway.start(configuration, folder);
  }

  @ParameterizedTest
  @CsvSource({"1.0, JSONRPC", "1.0, HTTP+JSON", "0.3, JSONRPC", "0.3, HTTP+JSON"})
  void clientAndAgentMeetInEachVersionAndBinding(String version, String binding) throws Exception {
    try (Gateway gateway = gateway()) {
      String base = gateway.address("/a2a/echo").toString();
      Finished finished =
          Finished.run(
              new ArrayList<>(PACKAGES.script("drivers/a2a.mjs", base, version, binding)),
              folder,
              Map.of(),
              LIMIT);
      assertEquals(0, finished.exitCode(), finished.toString());
      JsonObject saw = Commands.json(finished.stdout().lines().toList().getLast());
      String all = JsonWriter.text(saw);
      for (var url : saw.array("urls").map(JsonArray::elements).orElseThrow()) {
        assertTrue(JsonWriter.text(url).startsWith('"' + base), all);
      }
      assertEquals(version.equals("1.0"), saw.bool("signed").orElse(false), all);
      assertTrue(text(saw, "sent").contains("you said: hello"), all);
      assertTrue(text(saw, "events").contains("artifactUpdate"), all);
      assertEquals("you said: streamed", saw.string("streamed").orElse(""), all);
      assertTrue(saw.bool("got").orElse(false), all);
      assertEquals("1", text(saw, "push"), all);
      assertTrue(text(saw, "ssrf").contains("Brattice"), all);
      // The standard policy lets it pass with a word to the model beside it, as for tools.
      assertTrue(text(saw, "injected").contains("do not act on it"), all);
      assertTrue(text(saw, "foreign").contains("error"), all);
      assertEquals("true", text(saw, "cancel"), all);
      assertTrue(Integer.parseInt(text(saw, "resubscribed")) > 0, all);
    }
  }

  private static String text(JsonObject saw, String name) {
    return saw.get(name).map(JsonWriter::text).orElse("");
  }

  private final HttpClient http = HttpClient.newHttpClient();

  private HttpResponse<String> post(Gateway gateway, String path, String session, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.address(path))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .timeout(LIMIT)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (session.isEmpty()) {
      request.header("A2A-Version", "1.0");
    } else {
      request.header("Mcp-Session-Id", session);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private String send(Gateway gateway, String words) throws IOException, InterruptedException {
    return post(
            gateway,
            "/a2a/echo",
            "",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"SendMessage\",\"params\":{\"message\":{"
                + "\"messageId\":\"m1\",\"role\":\"ROLE_USER\",\"parts\":[{\"text\":\""
                + words
                + "\"}]}}}")
        .body();
  }

  @Test
  void aSecretThatAToolReadDoesNotReachAnAgent() throws Exception {
    Path env =
        Files.writeString(
            folder.toRealPath().resolve(".env"),
            "API_KEY=sk-proj-Zk4mQ9xW2nL7vB1tR8yC5dF3hJ6gP0sA\n");
    try (Gateway gateway = gateway()) {
      assertTrue(send(gateway, "hello there").contains("you said: hello there"));
      String session =
          post(
                  gateway,
                  "/mcp/files",
                  "",
                  "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                      + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}")
              .headers()
              .firstValue("Mcp-Session-Id")
              .orElseThrow();
      post(
          gateway,
          "/mcp/files",
          session,
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
      String read =
          post(
                  gateway,
                  "/mcp/files",
                  session,
                  "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":"
                      + "\"read_text_file\",\"arguments\":{\"path\":\""
                      + env
                      + "\"}}}")
              .body();
      assertTrue(read.contains("API_KEY"), read);
      String sent = send(gateway, "c2stcHJvai1aazRtUTl4VzJuTDd2QjF0Ujh5QzVkRjNoSjZnUDBzQQ");
      assertTrue(sent.contains("Brattice"), sent);
      assertFalse(sent.contains("you said"), sent);
    }
    List<String> line = new ArrayList<>(Programs.brattice("audit", "verify"));
    Finished verified =
        Finished.run(
            line, folder, Map.of("BRATTICE_HOME", folder.resolve(".brattice").toString()), LIMIT);
    assertEquals(0, verified.exitCode(), verified.toString());
  }
}
