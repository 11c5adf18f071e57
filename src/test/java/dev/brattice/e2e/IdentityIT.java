package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two callers with keys of their own behind one gateway. */
class IdentityIT {
  private static final String ONE = "bk_key-of-the-first-caller";
  private static final String TWO = "bk_key-of-the-second-caller";

  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
      "capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";
  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}";

  /** A server that answers the two requests of these tests. */
  private static final String SERVER =
      """
      while read -r line; do case "$line" in
      *initialize*) echo '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-06-18",\
      "capabilities":{},"serverInfo":{"name":"s","version":"1"}}}';;
      *ping*) echo '{"jsonrpc":"2.0","id":2,"result":{}}';;
      esac; done
      """;

  @TempDir private Path home;

  private record Answer(int status, String session) {}

  private Path configuration() throws Exception {
    Path keys =
        Files.writeString(
            home.resolve("keys.yaml"),
            "keys:\n  - {name: one, sha256: %s}\n  - {name: two, sha256: %s}\n"
                .formatted(sha256(ONE), sha256(TWO)));
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    Path server = Files.writeString(home.resolve("server.sh"), SERVER);
    return Files.writeString(
        home.resolve("gateway.yaml"),
        "servers: {small: {command: [sh, %s]}}\nidentity: {api_keys: {file: keys.yaml}}\n"
            .formatted(server));
  }

  private static String sha256(String key) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash);
  }

  private static Answer send(
      Gateway gateway, String method, String key, String session, String body) throws IOException {
    var connection = (HttpURLConnection) gateway.endpoint("small").toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setRequestProperty("Authorization", "Bearer " + key);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setRequestProperty("Accept", "application/json, text/event-stream");
    if (!session.isEmpty()) {
      connection.setRequestProperty("Mcp-Session-Id", session);
    }
    if (!body.isEmpty()) {
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body.getBytes(StandardCharsets.UTF_8));
      }
    }
    int status = connection.getResponseCode();
    if (status < 400) {
      connection.getInputStream().readAllBytes();
    }
    String opened = connection.getHeaderField("Mcp-Session-Id");
    return new Answer(status, opened == null ? "" : opened);
  }

  @Test
  void aSessionIsOfThePrincipalThatOpenedItAndNoKeyIsKept() throws Exception {
    try (Gateway gateway = Gateway.start(configuration(), home, "--set", "listen.host=0.0.0.0")) {
      Answer opened = send(gateway, "POST", ONE, "", INITIALIZE);
      assertEquals(200, opened.status());
      String session = opened.session();
      assertFalse(session.isEmpty());
      assertEquals(200, send(gateway, "POST", ONE, session, PING).status());
      assertEquals(404, send(gateway, "POST", TWO, session, PING).status());
      assertEquals(404, send(gateway, "DELETE", TWO, session, "").status());
      assertEquals(401, send(gateway, "POST", "bk_of-nobody", session, PING).status());
      assertEquals(200, send(gateway, "POST", ONE, session, PING).status(), "it is still there");
      assertEquals(200, send(gateway, "POST", TWO, "", INITIALIZE).status());
    }
    String kept = everything();
    assertTrue(kept.contains("workload:api-key:one"), "records name the principal");
    for (String key : List.of(ONE, TWO, "bk_of-nobody")) {
      assertFalse(kept.contains(key), "a key is kept");
    }
  }

  /** All that the gateway wrote, said and keeps. */
  private String everything() throws IOException {
    var text = new StringBuilder();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        text.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return text.toString();
  }
}
