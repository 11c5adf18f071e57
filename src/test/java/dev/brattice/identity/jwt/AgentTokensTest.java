package dev.brattice.identity.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.identity.Principal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that sign tokens about themselves. */
class AgentTokensTest {
  private static final long NOW = 1_800_000_000L;
  private static final String OURS = "https://gateway.example";

  private final KeyPair pair = pair();
  private final String id = name(pair);
  private final AgentTokens tokens = new AgentTokens(List.of(id), () -> NOW * 1000);

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The name of a key: 0xed 0x01 and its 32 bytes in base 58. */
  private static String name(KeyPair pair) {
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] bytes = new byte[34];
    bytes[0] = (byte) 0xed;
    bytes[1] = 1;
    System.arraycopy(encoded, encoded.length - 32, bytes, 2, 32);
    String alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    var text = new StringBuilder();
    for (BigInteger rest = new BigInteger(1, bytes);
        rest.signum() > 0;
        rest = rest.divide(BigInteger.valueOf(58))) {
      text.append(alphabet.charAt(rest.mod(BigInteger.valueOf(58)).intValue()));
    }
    return "did:key:z" + text.reverse();
  }

  private static String sign(KeyPair pair, String header, String claims)
      throws GeneralSecurityException {
    String text = part(header) + "." + part(claims);
    var signature = java.security.Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(text.getBytes(StandardCharsets.US_ASCII));
    return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
  }

  private static String part(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String claims(String issuer, String subject, String audience, long until) {
    return "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\",\"exp\":%d}"
        .formatted(issuer, subject, audience, until);
  }

  private TokenVerdict judge(String token) {
    return tokens.judge(token, Set.of(OURS));
  }

  @Test
  void aListedProgramThatSignsIsItself() throws Exception {
    String token = sign(pair, "{\"alg\":\"EdDSA\"}", claims(id, id, OURS, NOW + 300));
    assertTrue(tokens.isOfAgent(token));
    var principal = new Principal.Workload("agent", id, List.of(), id);
    assertEquals(new TokenVerdict.Accepted(principal), judge(token));
  }

  @Test
  void aProgramThatIsNotListedIsNobody() throws Exception {
    KeyPair other = pair();
    String name = name(other);
    String token = sign(other, "{\"alg\":\"EdDSA\"}", claims(name, name, OURS, NOW + 300));
    assertFalse(tokens.isOfAgent(token));
    assertInstanceOf(TokenVerdict.Refused.class, judge(token));
  }

  @Test
  void aNameWithoutItsKeyIsALabel() throws Exception {
    String token = sign(pair(), "{\"alg\":\"EdDSA\"}", claims(id, id, OURS, NOW + 300));
    assertInstanceOf(TokenVerdict.Refused.class, judge(token));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\"}",
        "{\"alg\":\"HS256\"}",
        "{}",
        "{\"alg\":\"EdDSA\",\"typ\":\"kb+jwt\"}",
        "{\"alg\":\"EdDSA\",\"crit\":[\"exp\"]}"
      })
  void anotherHeaderIsRefused(String header) throws Exception {
    String token = sign(pair, header, claims(id, id, OURS, NOW + 300));
    assertInstanceOf(TokenVerdict.Refused.class, judge(token));
  }

  @Test
  void otherClaimsAreRefused() throws Exception {
    for (String claims :
        List.of(
            claims(id, "anna", OURS, NOW + 300),
            claims(id, id, "https://other.example", NOW + 300),
            claims(id, id, OURS, NOW - 61),
            claims(id, id, OURS, NOW + 3_600),
            "{\"iss\":\"" + id + "\",\"sub\":\"" + id + "\",\"aud\":\"" + OURS + "\"}")) {
      String token = sign(pair, "{\"alg\":\"EdDSA\"}", claims);
      assertInstanceOf(TokenVerdict.Refused.class, judge(token), claims);
    }
  }

  @Test
  void readsTheKeyInAName() {
    // A name from the examples of the method.
    var key = DidKey.read("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK").orElseThrow();
    assertEquals("EdDSA", key.getAlgorithm());
    byte[] encoded = DidKey.read(id).orElseThrow().getEncoded();
    assertTrue(Arrays.equals(pair.getPublic().getEncoded(), encoded));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "did:key:z",
        "did:key:z1",
        "did:key:6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
        "did:key:z16MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
        "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doO",
        "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2do0",
        "did:web:agent.example",
        "https://agent.example/client"
      })
  void whatHasNoKeyOfItsKindIsNone(String name) {
    assertTrue(DidKey.read(name).isEmpty());
  }
}
