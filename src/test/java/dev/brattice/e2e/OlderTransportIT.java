package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that know nothing newer than HTTP with SSE. */
class OlderTransportIT {
  private static final NpmPackages PACKAGES = NpmPackages.installed();

  @TempDir Path folder;

  private Gateway start() throws IOException, InterruptedException {
    Path configuration =
        Files.writeString(
            folder.resolve("brattice.yaml"),
            "servers:\n  everything: { command: ["
                + String.join(", ", PACKAGES.everything())
                + "] }\n");
    return Gateway.start(configuration, folder);
  }

  private List<String> call(Gateway gateway, String path, String tool, String message)
      throws IOException, InterruptedException {
    Finished finished =
        Finished.run(
            PACKAGES.script("drivers/older.mjs", gateway.address(path).toString(), tool, message),
            folder,
            Map.of(),
            Duration.ofMinutes(1));
    assertEquals(0, finished.exitCode(), finished.toString());
    return finished.stdout().lines().toList();
  }

  @Test
  void findOneServerAndAll() throws Exception {
    try (Gateway gateway = start()) {
      List<String> one = call(gateway, "/sse/everything", "echo", "hé");
      assertTrue(Integer.parseInt(one.getFirst()) > 5, one.toString());
      assertEquals("Echo: hé", one.get(1));
      assertEquals("Echo: x", call(gateway, "/sse", "everything__echo", "x").get(1));
      assertTrue(
          call(gateway, "/sse", "everything__echo", "sk-proj-x").get(1).startsWith("Echo: "));
    }
  }

  @Test
  void aSessionThatNobodyOpenedIsNotThere() throws Exception {
    try (Gateway gateway = start()) {
      var post =
          (HttpURLConnection)
              gateway.address("/sse/everything?sessionId=guess").toURL().openConnection();
      post.setRequestMethod("POST");
      post.setDoOutput(true);
      post.setRequestProperty("Content-Type", "application/json");
      post.getOutputStream().write("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      assertEquals(404, post.getResponseCode());
    }
  }
}
