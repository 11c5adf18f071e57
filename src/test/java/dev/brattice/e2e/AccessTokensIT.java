package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.identity.jwt.Issuer;
import dev.brattice.upstream.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Callers with tokens of an authority, before a server that takes tokens of its own. */
@Timeout(120)
class AccessTokensIT {
  private static final String OPEN =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
      "capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";
  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}";
  private static final String OPENED =
      """
      {"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-06-18","capabilities":{},\
      "serverInfo":{"name":"s","version":"1"}}}""";

  @TempDir private Path home;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> exchanged = new ArrayList<>();

  private HttpResponse<String> send(URI address, String token, String session, String body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (!session.isEmpty()) {
      request.header("Mcp-Session-Id", session);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private ScriptedServer authority(Issuer issuer) throws IOException {
    return new ScriptedServer(
        (seen, reply) -> {
          if (seen.method().equals("GET")) {
            reply.json(200, new String(issuer.published(), StandardCharsets.UTF_8));
          } else {
            exchanged.add(URLDecoder.decode(seen.body(), StandardCharsets.UTF_8));
            reply.json(
                200,
                "{\"access_token\":\"for-the-server-%d\",\"token_type\":\"Bearer\"}"
                    .formatted(exchanged.size()));
          }
        });
  }

  private static ScriptedServer server() throws IOException {
    return new ScriptedServer(
        (seen, reply) -> {
          if (!seen.header("Authorization").startsWith("Bearer for-the-server-")) {
            reply.status(401);
          } else if (seen.body().contains("\"initialize\"")) {
            reply.header("Mcp-Session-Id", "up-1").json(200, OPENED);
          } else if (seen.body().contains("\"ping\"")) {
            reply.json(200, "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}");
          } else {
            reply.status(seen.method().equals("GET") ? 405 : 202);
          }
        });
  }

  private Path configuration(ScriptedServer authority, ScriptedServer server) throws IOException {
    Path secret = Files.writeString(home.resolve("secret"), "gateway-secret\n");
    return Files.writeString(
        home.resolve("gateway.yaml"),
        """
        listen: {public_url: "https://gateway.example"}
        identity:
          jwt: {issuer: "%s", jwks: "%s", required_scopes: [tools]}
        servers:
          web:
            url: "%s"
            auth:
              grant: token_exchange
              token_url: "%s"
              client_id: gateway
              client_secret: "${file:%s}"
              audience: web-tools
        """
            .formatted(Issuer.NAME, authority.url(), server.url(), authority.url(), secret));
  }

  @Test
  void aCallersTokenOpensTheGatewayAndGoesToNoServer() throws Exception {
    var issuer = new Issuer();
    long now = System.currentTimeMillis() / 1000;
    String audience = "https://gateway.example/mcp/web";
    String anna = issuer.sign(issuer.claims("anna", audience, now));
    String bert = issuer.sign(issuer.claims("bert", audience, now));
    try (ScriptedServer authority = authority(issuer);
        ScriptedServer server = server()) {
      try (Gateway gateway = Gateway.start(configuration(authority, server), home)) {
        URI web = gateway.endpoint("web");
        HttpResponse<String> asked = send(web, "", "", OPEN);
        assertEquals(401, asked.statusCode());
        assertTrue(
            asked
                .headers()
                .firstValue("WWW-Authenticate")
                .orElse("")
                .contains("https://gateway.example/.well-known/oauth-protected-resource/mcp/web"));
        HttpResponse<String> opened = send(web, anna, "", OPEN);
        assertEquals(200, opened.statusCode(), opened.body());
        assertTrue(opened.body().contains("\"serverInfo\""), opened.body());
        String session = opened.headers().firstValue("Mcp-Session-Id").orElseThrow();
        assertTrue(send(web, anna, session, PING).body().contains("\"result\":{}"));
        assertEquals(404, send(web, bert, session, PING).statusCode());
        assertEquals(401, send(web, anna + "x", session, PING).statusCode());
        assertEquals(401, send(gateway.endpoint("other"), anna, "", OPEN).statusCode());
        assertEquals(200, send(web, bert, "", OPEN).statusCode());
      }
      assertEquals(2, exchanged.size(), "one for each caller");
      assertTrue(exchanged.getFirst().contains("subject_token=" + anna));
      assertTrue(exchanged.getFirst().contains("audience=web-tools"));
      assertTrue(exchanged.getLast().contains("subject_token=" + bert));
      for (ScriptedServer.Seen seen : server.seen()) {
        String all = seen.headers() + seen.body();
        assertFalse(all.contains(anna) || all.contains(bert), "a caller's token went on");
        assertFalse(all.contains("gateway-secret"));
      }
    }
    Files.delete(home.resolve("secret"));
    String kept = everything();
    assertTrue(kept.contains("person:" + Issuer.NAME + "#anna"), "records name the principal");
    assertTrue(kept.contains("\"agent\":\"desk-agent\""), "and the program");
    for (String secret : List.of(anna, bert, "for-the-server-", "gateway-secret")) {
      assertFalse(kept.contains(secret), "a secret is kept");
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
