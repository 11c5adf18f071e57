package dev.brattice.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.crypto.Digest;
import dev.brattice.identity.ApiKey;
import dev.brattice.identity.ApiKeys;
import dev.brattice.identity.CallLimits;
import dev.brattice.identity.CallerTokens;
import dev.brattice.identity.Principal;
import dev.brattice.identity.jwt.AccessRules;
import dev.brattice.identity.jwt.AccessTokens;
import dev.brattice.identity.jwt.Issuer;
import dev.brattice.identity.jwt.SigningKeys;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.wire.http.HttpHandler;
import dev.brattice.wire.http.HttpListener;
import dev.brattice.wire.http.HttpRequest;
import dev.brattice.wire.http.HttpResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    start(keys.map(Ways::of).orElse(Ways.OPEN), callsPerMinute);
  }

  /** Tokens of {@code issuer} for what is below this address, beside the keys. */
  private void start(Issuer issuer) throws IOException {
    var rules =
        new AccessRules(
            Issuer.NAME,
            Set.of("everywhere"),
            Set.of("ES256"),
            "",
            Map.of("extra", "admin"),
            List.of("tools"));
    var signing =
        new SigningKeys(issuer::published, () -> System.nanoTime() / 1_000_000, said::add);
    var tokens = new AccessTokens(rules, signing, System::currentTimeMillis);
    start(
        new Ways(
            keys().map(held -> () -> held),
            Optional.of(tokens),
            Optional.empty(),
            false,
            Optional.of("https://gateway.example")),
        0);
  }

  private static Map<String, Object> claims(Issuer issuer, String audience) {
    return issuer.claims("anna", audience, System.currentTimeMillis() / 1000);
  }

  private void start(Ways ways, int callsPerMinute) throws IOException {
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
            new Router.Admittance(
                new KnownHosts(List.of("gateway.example")),
                new Gatekeeper(ways, new CallerTokens(), said::add),
                new CallLimits(callsPerMinute, 8)),
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

  @Test
  void whoHasATokenComesIn() throws Exception {
    var issuer = new Issuer();
    start(issuer);
    String everywhere = "Authorization: Bearer " + issuer.sign(claims(issuer, "everywhere"));
    assertTrue(send("/mcp/files", everywhere).contains("person:" + Issuer.NAME + "#anna"));
    assertTrue(send("/mcp/files", "Authorization: Bearer bk_one").contains(":ci "));
    String here = issuer.sign(claims(issuer, "https://gateway.example/mcp/files"));
    assertStatus(200, send("/mcp/files", "Authorization: bearer " + here));
    assertStatus(401, send("/mcp", "Authorization: Bearer " + here));
    assertStatus(401, send("/mcp/files", "X-API-Key: " + here));
    assertStatus(401, send("/mcp/files?access_token=" + here));
    assertStatus(
        401, send("/mcp/files", "Authorization: Bearer " + here, "Authorization: Bearer " + here));
  }

  @Test
  void whoHasNoneLearnsWhereToGetOne() throws Exception {
    start(new Issuer());
    String answer = send("/mcp/files");
    assertStatus(401, answer);
    String place = "https://gateway.example/.well-known/oauth-protected-resource/mcp/files";
    assertTrue(
        answer.contains(
            "WWW-Authenticate: Bearer resource_metadata=\"" + place + "\", scope=\"tools\"\r\n"),
        answer);
    assertEquals(List.of(), said, "that is how every client begins");
    String metadata = send("/.well-known/oauth-protected-resource/mcp/files");
    assertStatus(200, metadata);
    assertTrue(metadata.contains("\"resource\":\"https://gateway.example/mcp/files\""), metadata);
    assertTrue(metadata.contains("\"authorization_servers\":[\"" + Issuer.NAME + "\"]"), metadata);
    assertTrue(
        send("/.well-known/oauth-protected-resource").contains("\"https://gateway.example\""));
    assertStatus(200, send("/.well-known/oauth-protected-resource/mcp/none"));
    assertStatus(401, send("/.well-known/oauth-protected-resource/a/b/c"));
    assertStatus(403, send("/.well-known/oauth-protected-resource", "Host: evil.example"));
  }

  @Test
  void aTokenThatDoesNotCountIsRefusedInOneLineWithoutIt() throws Exception {
    var issuer = new Issuer();
    start(issuer);
    String token = issuer.sign(claims(issuer, "https://other.example"));
    String answer = send("/mcp/files", "Authorization: Bearer " + token);
    assertStatus(401, answer);
    assertTrue(answer.contains("Bearer error=\"invalid_token\", resource_metadata="), answer);
    assertEquals(1, said.size());
    assertFalse((answer + said).contains(token.substring(0, 20)));
    assertEquals(0, made.get());
  }

  @Test
  void aTokenWithoutTheScopeIsToldWhich() throws Exception {
    var issuer = new Issuer();
    start(issuer);
    Map<String, Object> claims = claims(issuer, "everywhere");
    claims.put("scope", "extra");
    String answer = send("/mcp/files", "Authorization: Bearer " + issuer.sign(claims));
    assertStatus(403, answer);
    assertTrue(answer.contains("error=\"insufficient_scope\""), answer);
    assertTrue(answer.contains("scope=\"tools\""), answer);
  }

  @Test
  void aCallerInOtherRolesHasAnotherEndpoint() throws Exception {
    var issuer = new Issuer();
    start(issuer);
    Map<String, Object> claims = claims(issuer, "everywhere");
    String admin = "Authorization: Bearer " + issuer.sign(claims);
    claims.put("scope", "tools");
    String plain = "Authorization: Bearer " + issuer.sign(claims);
    assertTrue(send("/mcp/files", admin).contains("#anna 1"));
    assertTrue(send("/mcp/files", plain).contains("#anna 2"));
    assertTrue(send("/mcp/files", admin).contains("#anna 1"));
  }

  @Test
  void theEndpointLongestUnusedMakesRoom() {
    List<String> ended = new ArrayList<>();
    var endpoints =
        new Endpoints<Named>(
            Set.of("/mcp"),
            (server, principal) -> new Named(principal.name()),
            gone -> ended.add(gone.name()));
    for (int i = 0; i <= Endpoints.ENDPOINTS_MAX; i++) {
      assertTrue(
          endpoints.find("/mcp", new Principal.Workload("w", "n" + i, List.of())).isPresent());
      assertTrue(endpoints.find("/mcp", new Principal.Workload("w", "n0", List.of())).isPresent());
    }
    assertEquals(List.of("workload:w:n1"), ended);
  }

  private record Named(String name) implements HttpHandler {
    @Override
    public void handle(HttpRequest request, HttpResponse response) {}
  }
}
