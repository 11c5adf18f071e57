package dev.brattice.identity.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.nimbusds.jose.JWSAlgorithm;
import dev.brattice.identity.Principal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens count, and what they make of their holder. */
class AccessTokensTest {
  private static final long NOW = 1_800_000_000L;
  private static final String OURS = "https://gateway.example";

  private final Issuer issuer = new Issuer();
  private final List<String> said = new ArrayList<>();
  private long millis = 1_000_000;
  private int fetched;
  private boolean unreachable;

  private final AccessTokens tokens =
      new AccessTokens(
          new AccessRules(
              Issuer.NAME,
              Set.of(OURS),
              Set.of("ES256", "RS256", "PS256", "EdDSA"),
              "realm.roles",
              Map.of("extra", "admin"),
              List.of("tools")),
          new SigningKeys(this::fetch, () -> millis, said::add),
          () -> NOW * 1000);

  private byte[] fetch() throws IOException {
    fetched++;
    if (unreachable) {
      throw new IOException("expected keys, could not get them");
    }
    return issuer.published();
  }

  private TokenVerdict judge(String token) throws InterruptedException {
    return tokens.judge(token, Set.of());
  }

  private Map<String, Object> claims() {
    return issuer.claims("anna", OURS, NOW);
  }

  @Test
  void aRightTokenNamesItsHolderAndTheProgram() throws Exception {
    Map<String, Object> claims = claims();
    claims.put("realm", Map.of("roles", List.of("ops", "dev")));
    var principal =
        new Principal.Person(Issuer.NAME, "anna", List.of("admin", "dev", "ops"), "desk-agent");
    assertEquals(new TokenVerdict.Accepted(principal), judge(issuer.sign(claims)));
    assertEquals("person:https://login.example#anna", principal.name());
  }

  @Test
  void aClientThatIsItsOwnSubjectIsNoPerson() throws Exception {
    Map<String, Object> claims = claims();
    claims.put("sub", "desk-agent");
    var verdict = assertInstanceOf(TokenVerdict.Accepted.class, judge(issuer.sign(claims)));
    assertInstanceOf(Principal.Workload.class, verdict.principal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "PS256"})
  void otherAlgorithmsWithPrivateKeysCount(String algorithm) throws Exception {
    assertInstanceOf(
        TokenVerdict.Accepted.class,
        judge(issuer.signRsa(claims(), JWSAlgorithm.parse(algorithm))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "at+jwt", "application/at+jwt", "AT+JWT"})
  void theUsualTypesCount(String type) throws Exception {
    assertInstanceOf(TokenVerdict.Accepted.class, judge(issuer.sign(claims(), type)));
  }

  /** What is changed in claims that were right. */
  static Stream<Consumer<Map<String, Object>>> wrongClaims() {
    return Stream.of(
        claims -> claims.put("exp", NOW - 61),
        claims -> claims.remove("exp"),
        claims -> claims.put("exp", "2999-01-01"),
        claims -> claims.put("nbf", NOW + 61),
        claims -> claims.put("nbf", "now"),
        claims -> claims.put("aud", "https://other.example"),
        claims -> claims.put("aud", List.of("https://other.example", OURS + "/")),
        claims -> claims.put("aud", Map.of("x", OURS)),
        claims -> claims.remove("aud"),
        claims -> claims.put("iss", "https://login.example/"),
        claims -> claims.put("iss", "https://evil.example"),
        claims -> claims.remove("iss"),
        claims -> claims.remove("sub"),
        claims -> claims.put("sub", ""),
        claims -> claims.put("sub", "an\nna"),
        claims -> claims.put("sub", "x".repeat(256)),
        claims -> claims.put("realm", Map.of("roles", List.of("x".repeat(129)))),
        claims ->
            claims.put(
                "realm",
                Map.of(
                    "roles", Stream.iterate(0, i -> i + 1).limit(33).map(i -> "r" + i).toList())));
  }

  @ParameterizedTest
  @MethodSource("wrongClaims")
  void aTokenThatSaysSomethingElseIsRefused(Consumer<Map<String, Object>> change) throws Exception {
    Map<String, Object> claims = claims();
    change.accept(claims);
    assertInstanceOf(TokenVerdict.Refused.class, judge(issuer.sign(claims)));
  }

  @Test
  void clocksMayDifferByAMinute() throws Exception {
    Map<String, Object> claims = claims();
    claims.put("exp", NOW - 59);
    claims.put("nbf", NOW + 60);
    assertInstanceOf(TokenVerdict.Accepted.class, judge(issuer.sign(claims)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "HS256", "HS512", "ES384", "", "dir"})
  void algorithmsThatWereNotAskedForDoNotCount(String algorithm) throws Exception {
    assertInstanceOf(TokenVerdict.Refused.class, judge(Issuer.unsigned(claims(), algorithm)));
  }

  @Test
  void ourPublicKeyIsNoSecret() throws Exception {
    String token = issuer.withPublicKeyAsSecret(claims());
    assertInstanceOf(TokenVerdict.Refused.class, judge(token));
  }

  @Test
  void aKeyThatCameWithTheTokenIsNotUsed() throws Exception {
    assertInstanceOf(TokenVerdict.Refused.class, judge(issuer.forged(claims())));
  }

  @Test
  void aTokenForSomethingElseIsRefused() throws Exception {
    for (String type : List.of("dpop+jwt", "logout+jwt", "secevent+jwt", "kb+jwt")) {
      assertInstanceOf(TokenVerdict.Refused.class, judge(issuer.sign(claims(), type)), type);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "...", "a.b.c", "e30.e30.", ".e30.e30", "e30.e30.e30.e30", "x"})
  void whatIsNoTokenIsRefused(String text) throws Exception {
    assertInstanceOf(TokenVerdict.Refused.class, judge(text));
    assertEquals(0, fetched);
  }

  @Test
  void aChangedTokenIsRefused() throws Exception {
    String token = issuer.sign(claims());
    int dot = token.lastIndexOf('.');
    char other = token.charAt(dot + 5) == 'A' ? 'B' : 'A';
    String changed = token.substring(0, dot + 5) + other + token.substring(dot + 6);
    assertInstanceOf(TokenVerdict.Refused.class, judge(changed));
  }

  @Test
  @Timeout(20)
  void aHugeTokenIsNotRead() throws Exception {
    assertInstanceOf(TokenVerdict.Refused.class, judge("e30." + "A".repeat(1 << 20) + ".AA"));
    assertInstanceOf(TokenVerdict.Refused.class, judge("W".repeat(TokenText.CHARS_MAX) + ".e30.A"));
  }

  @Test
  void aTokenWithoutARequiredScopeLacksIt() throws Exception {
    Map<String, Object> claims = claims();
    claims.put("scope", "toolsmith extra");
    assertInstanceOf(TokenVerdict.Lacking.class, judge(issuer.sign(claims)));
  }

  @Test
  void aTokenForTheAddressAtWhichItIsPresentedCounts() throws Exception {
    Map<String, Object> claims = claims();
    claims.put("aud", List.of(OURS + "/mcp/files"));
    String token = issuer.sign(claims);
    assertInstanceOf(TokenVerdict.Accepted.class, tokens.judge(token, Set.of(OURS + "/mcp/files")));
    assertInstanceOf(TokenVerdict.Refused.class, tokens.judge(token, Set.of(OURS + "/mcp/mail")));
  }

  @Test
  void rotatedKeysAreReadAgain() throws Exception {
    assertInstanceOf(TokenVerdict.Accepted.class, judge(issuer.sign(claims())));
    String old = issuer.sign(claims());
    issuer.rotate("second");
    millis += SigningKeys.RETRY_MILLIS;
    assertInstanceOf(TokenVerdict.Accepted.class, judge(issuer.sign(claims())));
    assertInstanceOf(TokenVerdict.Refused.class, judge(old));
    assertEquals(2, fetched);
  }

  @Test
  void inventedKeysDoNotMakeUsAskForEach() throws Exception {
    assertInstanceOf(TokenVerdict.Accepted.class, judge(issuer.sign(claims())));
    millis += SigningKeys.RETRY_MILLIS;
    var another = new Issuer();
    for (int i = 0; i < 20; i++) {
      another.rotate("invented-" + i);
      assertInstanceOf(TokenVerdict.Refused.class, judge(another.sign(claims())));
    }
    assertEquals(2, fetched);
  }

  @Test
  void keysThatCannotBeReadAgainCountForAWhile() throws Exception {
    assertInstanceOf(TokenVerdict.Accepted.class, judge(issuer.sign(claims())));
    unreachable = true;
    millis += SigningKeys.FRESH_MILLIS;
    assertInstanceOf(TokenVerdict.Accepted.class, judge(issuer.sign(claims())));
    millis += SigningKeys.RETRY_MILLIS;
    assertInstanceOf(TokenVerdict.Accepted.class, judge(issuer.sign(claims())));
    assertEquals(1, said.size(), "said once");
    millis += SigningKeys.STALE_MILLIS;
    assertInstanceOf(TokenVerdict.Unchecked.class, judge(issuer.sign(claims())));
    unreachable = false;
    millis += SigningKeys.RETRY_MILLIS;
    assertInstanceOf(TokenVerdict.Accepted.class, judge(issuer.sign(claims())));
  }

  @Test
  void tokensOfSomebodyElseDoNotMakeUsAsk() throws Exception {
    var other = new Issuer("https://other.example");
    assertInstanceOf(
        TokenVerdict.Refused.class, judge(other.sign(other.claims("anna", OURS, NOW))));
    assertEquals(0, fetched);
  }

  @Test
  void nothingOfATokenIsRepeated() throws Exception {
    Map<String, Object> claims = claims();
    claims.put("sub", "secret-subject");
    claims.put("aud", "secret-audience");
    var refused = assertInstanceOf(TokenVerdict.Refused.class, judge(issuer.sign(claims)));
    assertFalse(refused.problem().contains("secret"), refused.problem());
    assertFalse(TokenText.read(issuer.sign(claims)).orElseThrow().toString().contains("secret"));
  }
}
