package dev.brattice.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.wire.http.Documents;
import dev.brattice.wire.http.HttpCalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens that an authority grants for a server. */
@Timeout(60)
class GrantedTokensTest {
  private final HttpCalls calls = new HttpCalls();
  private final AtomicInteger granted = new AtomicInteger();
  private long millis = 1_000_000;

  @AfterEach
  void close() {
    calls.close();
  }

  private ScriptedServer authority(String more) throws IOException {
    return new ScriptedServer(
        (seen, reply) ->
            reply.json(
                200,
                "{\"access_token\":\"granted-%d\",\"token_type\":\"bearer\"%s}"
                    .formatted(granted.incrementAndGet(), more)));
  }

  private GrantedTokens tokens(ScriptedServer authority) {
    var question =
        new GrantedTokens.Question(
            "gate way", Optional.of("s:cret"), Map.of("grant_type", "client_credentials"));
    return new GrantedTokens(authority.url(), () -> question, new Documents(calls), () -> millis);
  }

  @Test
  void aTokenIsAskedForOnceAndKept() throws Exception {
    try (ScriptedServer authority = authority(",\"expires_in\":3600")) {
      GrantedTokens tokens = tokens(authority);
      assertEquals(Optional.of("Bearer granted-1"), tokens.authorization());
      millis += 3_569_000;
      assertEquals(Optional.of("Bearer granted-1"), tokens.authorization());
      var seen = authority.await("POST", "grant_type=client_credentials");
      // gate+way:s%3Acret
      assertEquals("Basic Z2F0ZSt3YXk6cyUzQWNyZXQ=", seen.header("Authorization"));
      assertFalse(seen.body().contains("cret"), "the secret stands in the header alone");
    }
  }

  @Test
  void anotherIsAskedForBeforeItExpires() throws Exception {
    try (ScriptedServer authority = authority(",\"expires_in\":3600")) {
      GrantedTokens tokens = tokens(authority);
      assertEquals(Optional.of("Bearer granted-1"), tokens.authorization());
      millis += 3_570_000;
      assertEquals(Optional.of("Bearer granted-2"), tokens.authorization());
    }
  }

  @Test
  void aRefusedOneIsNotGivenAgain() throws Exception {
    try (ScriptedServer authority = authority("")) {
      GrantedTokens tokens = tokens(authority);
      assertEquals(Optional.of("Bearer granted-1"), tokens.authorization());
      assertTrue(tokens.renew("Bearer granted-0"), "an older one changes nothing");
      assertEquals(Optional.of("Bearer granted-1"), tokens.authorization());
      assertTrue(tokens.renew("Bearer granted-1"));
      assertEquals(Optional.of("Bearer granted-2"), tokens.authorization());
    }
  }

  @Test
  void anAuthorityThatRefusesIsNotAskedForEveryCall() throws Exception {
    try (var authority =
        new ScriptedServer(
            (seen, reply) -> {
              granted.incrementAndGet();
              reply.json(401, "{\"error\":\"invalid_client\",\"error_description\":\"s:cret\"}");
            })) {
      GrantedTokens tokens = tokens(authority);
      for (int i = 0; i < 5; i++) {
        var absent = assertThrows(Credentials.Absent.class, tokens::authorization);
        assertFalse(String.valueOf(absent.getMessage()).contains("cret"));
      }
      assertEquals(1, granted.get());
      millis += GrantedTokens.PAUSE_MILLIS;
      assertThrows(Credentials.Absent.class, tokens::authorization);
      assertEquals(2, granted.get());
    }
  }

  @Test
  void whatIsNoTokenIsNone() throws Exception {
    for (String answer :
        new String[] {
          "{}",
          "[]",
          "{\"access_token\":\"a\",\"token_type\":\"DPoP\"}",
          "{\"access_token\":\"a\\r\\nX: y\",\"token_type\":\"Bearer\"}",
          "{\"access_token\":\"a\",\"access_token\":\"b\",\"token_type\":\"Bearer\"}",
          "\"" + "x".repeat(GrantedTokens.ANSWER_BYTES_MAX) + "\""
        }) {
      try (var authority = new ScriptedServer((seen, reply) -> reply.json(200, answer))) {
        assertThrows(Credentials.Absent.class, tokens(authority)::authorization);
      }
    }
  }

  @Test
  void aServerThatRefusesATokenGetsAnotherOnce() throws Exception {
    var heard = new Heard();
    try (ScriptedServer authority = authority("");
        var server =
            new ScriptedServer(
                (seen, reply) -> {
                  if (seen.header("Authorization").equals("Bearer granted-2")) {
                    reply.json(200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
                  } else {
                    reply.status(401);
                  }
                })) {
      var upstream =
          new HttpUpstream(
              new RemoteServer(
                  "web",
                  server.url(),
                  Map.of(),
                  tokens(authority),
                  1 << 20,
                  RemoteServer.Waits.USUAL),
              calls,
              new Breaker());
      upstream.tell(heard);
      ask(upstream);
      assertEquals("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}", heard.next());
      assertEquals(2, granted.get());
    }
  }

  @Test
  void aServerThatRefusesEveryTokenIsToldOfOnce() throws Exception {
    var heard = new Heard();
    try (ScriptedServer authority = authority("");
        var server = new ScriptedServer((seen, reply) -> reply.status(401))) {
      var upstream =
          new HttpUpstream(
              new RemoteServer(
                  "web",
                  server.url(),
                  Map.of(),
                  tokens(authority),
                  1 << 20,
                  RemoteServer.Waits.USUAL),
              calls,
              new Breaker());
      upstream.tell(heard);
      ask(upstream);
      assertTrue(heard.next().contains("refused the credentials"));
      assertEquals(2, granted.get());
      assertFalse(heard.failures().toString().contains("granted-"));
    }
  }

  private static void ask(HttpUpstream upstream) throws Exception {
    byte[] call =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}".getBytes(StandardCharsets.UTF_8);
    upstream.write((JsonObject) new JsonReader(JsonLimits.MESSAGE).read(call));
  }
}
