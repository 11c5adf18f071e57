package dev.brattice.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.identity.ApiKeys;
import dev.brattice.identity.CallLimits;
import dev.brattice.identity.CallerTokens;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.wire.http.HttpHandler;
import dev.brattice.wire.http.HttpListener;
import dev.brattice.wire.http.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Encryption, and callers that come with certificates. */
@Timeout(60)
class TlsTest {
  @TempDir private static Path folder;
  private static KeyPairFiles gateway = new KeyPairFiles(Path.of(""), Path.of(""), Path.of(""));
  private static KeyPairFiles agent = gateway;
  private static KeyPairFiles stranger = gateway;
  private Optional<HttpListener> listener = Optional.empty();

  @BeforeAll
  static void make() throws Exception {
    gateway = KeyPairFiles.make(folder, "gateway", "dns:localhost,ip:127.0.0.1", 30);
    agent = KeyPairFiles.make(folder, "agent", "uri:spiffe://example.test/agent", 30);
    stranger = KeyPairFiles.make(folder, "stranger", "dns:stranger.example", 30);
  }

  @AfterEach
  void stop() {
    listener.ifPresent(HttpListener::close);
  }

  private void start(boolean keysAsWell) throws IOException {
    Optional<Supplier<ApiKeys>> keys =
        keysAsWell ? Optional.of(() -> new ApiKeys(List.of())) : Optional.empty();
    Tls tls =
        Tls.read(
            gateway.certificate(), gateway.key(), Optional.of(agent.certificate()), !keysAsWell);
    var endpoints =
        new Endpoints<HttpHandler>(
            Set.of("/mcp"),
            (server, principal) ->
                (request, response) ->
                    response.json(200, JsonObject.of("caller", new JsonString(principal.name()))),
            gone -> {});
    var router =
        new Router(
            new Router.Admittance(
                new KnownHosts(List.of()),
                new Gatekeeper(
                    new Ways(keys, Optional.empty(), Optional.empty(), true, Optional.empty()),
                    new CallerTokens(),
                    problem -> {}),
                new CallLimits(0, 8)),
            endpoints);
    listener = Optional.of(HttpListener.start("127.0.0.1", 0, Optional.of(tls), router));
  }

  private SSLContext context(Optional<KeyPairFiles> own) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(gateway.certificate())) {
      trusted.setCertificateEntry(
          "g", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    KeyStore held = KeyStore.getInstance("PKCS12");
    held.load(null, null);
    if (own.isPresent()) {
      try (InputStream in = Files.newInputStream(own.get().store())) {
        held.load(in, KeyPairFiles.PASSWORD.toCharArray());
      }
    }
    keys.init(held, KeyPairFiles.PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private HttpResponse<String> get(Optional<KeyPairFiles> own, String... protocols)
      throws Exception {
    SSLParameters parameters = new SSLParameters();
    if (protocols.length > 0) {
      parameters.setProtocols(protocols);
    }
    try (var client =
        HttpClient.newBuilder().sslContext(context(own)).sslParameters(parameters).build()) {
      URI address = URI.create("https://localhost:" + listener.orElseThrow().port() + "/mcp");
      return client.send(
          HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void aCallerIsWhomItsCertificateNames() throws Exception {
    start(true);
    assertTrue(
        get(Optional.of(agent))
            .body()
            .contains("workload:certificate:spiffe://example.test/agent"));
    assertEquals(200, get(Optional.of(agent), "TLSv1.2").statusCode());
  }

  @Test
  void withoutOneThereAreTheOtherWays() throws Exception {
    start(true);
    HttpResponse<String> answer = get(Optional.empty());
    assertEquals(401, answer.statusCode());
    assertTrue(answer.body().contains("an API key or a client certificate"), answer.body());
  }

  @Test
  void whereItIsTheOnlyWayNobodyComesInWithoutOne() throws Exception {
    start(false);
    assertEquals(200, get(Optional.of(agent)).statusCode());
    assertThrows(IOException.class, () -> get(Optional.empty()));
  }

  @Test
  void aCertificateOfAnotherAuthorityIsNone() throws Exception {
    start(false);
    assertThrows(IOException.class, () -> get(Optional.of(stranger)));
  }

  @Test
  void aCertificateAndTheKeyOfAnotherAreNoPair() {
    IOException wrong =
        assertThrows(
            IOException.class,
            () -> Tls.read(gateway.certificate(), agent.key(), Optional.empty(), false));
    assertTrue(String.valueOf(wrong.getMessage()).contains("its own private key"));
  }

  @Test
  void whatIsNoKeyIsNotQuoted() throws Exception {
    Path file = Files.writeString(folder.resolve("wrong.key"), "secret-text");
    IOException wrong =
        assertThrows(
            IOException.class,
            () -> Tls.read(gateway.certificate(), file, Optional.empty(), false));
    assertFalse(String.valueOf(wrong.getMessage()).contains("secret-text"));
    assertThrows(
        IOException.class,
        () -> Tls.read(folder.resolve("none.pem"), gateway.key(), Optional.empty(), false));
  }

  @Test
  void aCertificateThatExpiresSoonIsSpokenOf() throws Exception {
    Tls tls = Tls.read(gateway.certificate(), gateway.key(), Optional.empty(), false);
    long until = tls.untilMillis();
    long day = 86_400_000;
    assertTrue(Entrance.expiry(tls, until - 15 * day).isEmpty());
    assertTrue(Entrance.expiry(tls, until - 2 * day).orElseThrow().contains("3 days"));
    assertTrue(Entrance.expiry(tls, until).orElseThrow().contains("has expired"));
  }
}
