package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code brattice serve} begins and ends. */
class ServeEndIT {
  private static final NpmPackages PACKAGES = NpmPackages.installed();
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path folder;

  private Path configuration() throws IOException {
    return Files.writeString(
        folder.resolve("gateway.yaml"),
        "servers:\n  everything: { command: ["
            + String.join(", ", PACKAGES.everything())
            + "] }\n");
  }

  private static HttpURLConnection post(Gateway gateway, String session, String body)
      throws IOException {
    var post = (HttpURLConnection) gateway.endpoint("everything").toURL().openConnection();
    post.setRequestMethod("POST");
    post.setDoOutput(true);
    post.setRequestProperty("Content-Type", "application/json");
    post.setRequestProperty("Accept", "application/json, text/event-stream");
    if (!session.isEmpty()) {
      post.setRequestProperty("Mcp-Session-Id", session);
    }
    post.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    return post;
  }

  @Test
  void finishesACallUnderWayWhenToldToEnd() throws Exception {
    try (Gateway gateway = Gateway.start(configuration(), folder)) {
      HttpURLConnection opened =
          post(
              gateway,
              "",
              "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                  + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}}}");
      assertEquals(200, opened.getResponseCode());
      String session = opened.getHeaderField("Mcp-Session-Id");
      post(gateway, session, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
          .getResponseCode();
      // It listens, and would for ever.
      var listening = (HttpURLConnection) gateway.endpoint("everything").toURL().openConnection();
      listening.setRequestProperty("Accept", "text/event-stream");
      listening.setRequestProperty("Mcp-Session-Id", session);
      assertEquals(200, listening.getResponseCode());
      CompletableFuture<String> answer =
          CompletableFuture.supplyAsync(() -> call(gateway, session));
      assertTrue(
          new BufferedReader(
                  new InputStreamReader(listening.getInputStream(), StandardCharsets.UTF_8))
              .readLine()
              .startsWith(":"));
      Thread.sleep(500);
      List<ProcessHandle> children = gateway.process().descendants().toList();
      gateway.process().destroy();
      assertTrue(answer.get(60, TimeUnit.SECONDS).contains("operation completed"), answer.get());
      assertTrue(gateway.process().waitFor(60, TimeUnit.SECONDS));
      assertEquals(0, gateway.process().exitValue(), gateway.said());
      assertTrue(children.stream().noneMatch(ProcessHandle::isAlive));
      Finished verified =
          Finished.run(
              Programs.brattice("audit", "verify"),
              folder,
              Map.of(
                  "HOME", folder.toString(),
                  "BRATTICE_HOME", folder.resolve(".brattice").toString(),
                  "BRATTICE_NO_REBUILD", "1",
                  "JAVA_HOME", System.getProperty("java.home")),
              LIMIT);
      assertEquals(0, verified.exitCode(), verified.toString());
    }
  }

  private static String call(Gateway gateway, String session) {
    try {
      HttpURLConnection call =
          post(
              gateway,
              session,
              "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":"
                  + "\"trigger-long-running-operation\",\"arguments\":{\"duration\":3,\"steps\":1}}}");
      return new String(call.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException gone) {
      return "gone: " + gone.getMessage();
    }
  }

  private Finished serve(String yaml, String... options) throws Exception {
    Path file = Files.writeString(folder.resolve("other.yaml"), yaml);
    List<String> line = new java.util.ArrayList<>(Programs.brattice("serve", "--config"));
    line.add(file.toString());
    line.addAll(List.of(options));
    return Finished.run(
        line,
        folder,
        Map.of(
            "HOME", folder.toString(),
            "BRATTICE_HOME", folder.resolve(".brattice").toString(),
            "BRATTICE_NO_REBUILD", "1",
            "JAVA_HOME", System.getProperty("java.home")),
        LIMIT);
  }

  @Test
  void saysInOneSentenceWhyItDoesNotBegin() throws Exception {
    assertTrue(Commands.assertSentence(2, serve("version: 1\n")).contains("at least one server"));
    String open = "servers:\n  a: { command: [cat] }\nlisten: { host: 0.0.0.0 }\n";
    assertTrue(Commands.assertSentence(2, serve(open)).contains("loopback"));
    try (Gateway gateway = Gateway.start(configuration(), folder)) {
      String port = "listen.port=" + gateway.address("/").getPort();
      Finished taken = serve("servers:\n  a: { command: [cat] }\n", "--set", port);
      assertTrue(Commands.assertSentence(3, taken).contains("listen.port"), taken.toString());
    }
  }
}
