package dev.brattice.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.crypto.Digest;
import dev.brattice.identity.ApiKey;
import dev.brattice.identity.ApiKeys;
import dev.brattice.identity.CallLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.wire.http.HttpHandler;
import dev.brattice.wire.http.HttpListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests as they come over a socket, up to the endpoint that would answer them. */
class RouterTest {
  private final AtomicInteger made = new AtomicInteger();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private Optional<HttpListener> listener = Optional.empty();

  private static ApiKey key(String name, String text) {
    return new ApiKey(name, Digest.sha256(text.getBytes(StandardCharsets.UTF_8)), List.of());
  }

  private static Optional<ApiKeys> keys() {
    return Optional.of(new ApiKeys(List.of(key("ci", "bk_one"), key("desk", "bk_two"))));
  }

  private void start(Optional<ApiKeys> keys, int callsPerMinute) throws IOException {
    var endpoints =
        new Endpoints<HttpHandler>(
            Router.paths(Set.of("files")),
            (server, principal) -> {
              int number = made.incrementAndGet();
              String text = principal.name() + " " + number;
              return (request, response) ->
                  response.json(200, JsonObject.of("caller", new JsonString(text)));
            },
            gone -> {});
    var router =
        new Router(
            new KnownHosts(List.of("gateway.example")),
            new Gatekeeper(keys.map(Ways::of).orElse(Ways.OPEN), said::add),
            new CallLimits(callsPerMinute, 8),
            endpoints);
    listener = Optional.of(HttpListener.start("127.0.0.1", 0, router));
  }

  @AfterEach
  void stop() {
    listener.ifPresent(HttpListener::close);
  }

  private String send(String path, String... headers) throws IOException {
    var text = new StringBuilder("GET ").append(path).append(" HTTP/1.1\r\nConnection: close\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    if (headers.length == 0 || !headers[0].startsWith("Host:")) {
      text.append("Host: 127.0.0.1\r\n");
    }
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), listener.orElseThrow().port())) {
      socket
          .getOutputStream()
          .write(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertStatus(int status, String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
  }

  @Test
  void whoHasAKeyComesIn() throws IOException {
    start(keys(), 0);
    assertTrue(send("/mcp/files", "Authorization: Bearer bk_one").contains(":ci 1"));
    assertTrue(send("/mcp/files", "authorization: bearer bk_one").contains(":ci 1"));
    assertTrue(send("/mcp/files", "X-API-Key: bk_one").contains(":ci 1"));
  }

  @Test
  void whoHasNoneIsAskedForOne() throws IOException {
    start(keys(), 0);
    String answer = send("/mcp/files");
    assertStatus(401, answer);
    assertTrue(answer.contains("WWW-Authenticate: Bearer\r\n"), answer);
    assertEquals(0, made.get());
  }

  @Test
  void whoHasAnotherIsRefusedAndNotQuoted() throws IOException {
    start(keys(), 0);
    String answer = send("/mcp/files", "Authorization: Bearer bk_three");
    assertStatus(401, answer);
    assertTrue(answer.contains("error=\"invalid_token\""), answer);
    assertFalse(answer.contains("bk_three"), answer);
    assertEquals(0, made.get());
  }

  @Test
  void twoKeysAreNone() throws IOException {
    start(keys(), 0);
    assertStatus(
        401, send("/mcp/files", "Authorization: Bearer bk_one", "Authorization: Bearer bk_two"));
    assertStatus(401, send("/mcp/files", "Authorization: Bearer bk_one", "X-API-Key: bk_one"));
  }

  @Test
  void aKeyInTheQueryIsIgnored() throws IOException {
    start(keys(), 0);
    assertStatus(401, send("/mcp/files?access_token=bk_one&api_key=bk_one"));
  }

  @Test
  void whoMayNotComeInDoesNotLearnTheNamesOfServers() throws IOException {
    start(keys(), 0);
    assertStatus(401, send("/mcp/none"));
    assertStatus(404, send("/mcp/none", "Authorization: Bearer bk_one"));
    assertEquals(0, made.get());
  }

  @Test
  void healthNeedsNoKey() throws IOException {
    start(keys(), 0);
    assertStatus(200, send("/healthz"));
    assertStatus(200, send("/readyz"));
  }

  @Test
  void everyPrincipalHasAnEndpointOfItsOwn() throws IOException {
    start(keys(), 0);
    assertTrue(send("/mcp/files", "Authorization: Bearer bk_one").contains(":ci 1"));
    assertTrue(send("/mcp/files", "Authorization: Bearer bk_two").contains(":desk 2"));
    assertTrue(send("/mcp/files", "Authorization: Bearer bk_one").contains(":ci 1"));
  }

  @Test
  void withoutKeysEverybodyIsAnonymous() throws IOException {
    start(Optional.empty(), 0);
    assertTrue(send("/mcp/files").contains("anonymous 1"));
    assertTrue(send("/mcp/files", "Authorization: Bearer bk_one").contains("anonymous 1"));
  }

  @Test
  void oneCallTooManyIsToldWhenToTryAgain() throws IOException {
    start(keys(), 1);
    assertStatus(200, send("/mcp/files", "Authorization: Bearer bk_one"));
    String answer = send("/mcp/files", "Authorization: Bearer bk_one");
    assertStatus(429, answer);
    assertTrue(answer.contains("Retry-After: "), answer);
    assertStatus(200, send("/mcp/files", "Authorization: Bearer bk_two"));
  }

  @Test
  void onlyKnownNamesAreAnsweredWhateverTheKey() throws IOException {
    start(keys(), 0);
    String key = "Authorization: Bearer bk_one";
    assertStatus(200, send("/mcp/files", "Host: Gateway.Example:8787", key));
    assertStatus(403, send("/mcp/files", "Host: evil.example", key));
    assertStatus(403, send("/mcp/files", "Host: gateway.example.evil.example", key));
    assertStatus(
        403, send("/mcp/files", "Host: gateway.example", "Origin: https://evil.example", key));
    assertStatus(
        200, send("/mcp/files", "Host: gateway.example", "Origin: https://gateway.example", key));
  }
}
