package dev.brattice.a2a;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.brattice.a2a.CardSignature.Standing;
import dev.brattice.crypto.SigningKey;
import dev.brattice.crypto.VerificationKeys;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardSignatureTest {
  private static final SigningKey KEY = SigningKey.fresh();

  private static VerificationKeys trusted() {
    return VerificationKeys.read(CardSignature.keySet(KEY));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static JsonObject signed(
      JsonObject card, String head, String algorithm, KeyPair pair, byte[] content)
      throws GeneralSecurityException {
    String protectedHead = encoded(head.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(pair.getPrivate());
    signature.update((protectedHead + "." + encoded(content)).getBytes(StandardCharsets.US_ASCII));
    return card.with(
        "signatures",
        JsonArray.of(
            JsonObject.empty()
                .with("protected", protectedHead)
                .with("signature", encoded(signature.sign()))));
  }

  private static byte[] content(JsonObject card) {
    return CanonicalJson.bytes(card.without("signatures"));
  }

  @Test
  void whatWasSignedIsVerified() {
    assertEquals(
        Standing.VERIFIED, CardSignature.of(CardSignature.sign(Cards.newer(), KEY), trusted()));
  }

  @Test
  void orderAndSpellingDoNotMatterAndContentDoes() {
    JsonObject card = CardSignature.sign(Cards.older(), KEY);
    JsonObject moved = card.without("name").with("name", "A");
    assertEquals(Standing.VERIFIED, CardSignature.of(moved, trusted()));
    assertEquals(Standing.UNVERIFIED, CardSignature.of(card.with("name", "B"), trusted()));
    assertEquals(Standing.UNVERIFIED, CardSignature.of(card.with("more", "x"), trusted()));
  }

  @Test
  void aCardWithoutSignaturesIsUnsigned() {
    assertEquals(Standing.UNSIGNED, CardSignature.of(Cards.older(), trusted()));
    assertEquals(
        Standing.UNSIGNED,
        CardSignature.of(Cards.older().with("signatures", JsonArray.of()), trusted()));
  }

  @Test
  void anotherKeyIsNotTrusted() {
    JsonObject card = CardSignature.sign(Cards.older(), SigningKey.fresh());
    assertEquals(Standing.UNVERIFIED, CardSignature.of(card, trusted()));
  }

  @Test
  void signersThatLeaveOutDefaultsAreUnderstood() throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] point = pair.getPublic().getEncoded();
    JsonObject card = Cards.older().with("documentationUrl", "").with("tags", JsonArray.of());
    byte[] brief = CanonicalJson.bytes(CanonicalJson.withoutDefaults(card));
    JsonObject signed = signed(card, "{'alg':'EdDSA','kid':'k'}", "Ed25519", pair, brief);
    Json set =
        Cards.read(
            "{'keys':[{'kty':'OKP','crv':'Ed25519','kid':'k','x':'"
                + encoded(java.util.Arrays.copyOfRange(point, point.length - 32, point.length))
                + "'}]}");
    assertEquals(Standing.VERIFIED, CardSignature.of(signed, VerificationKeys.read(set)));
  }

  @Test
  void ellipticCurvesAndRsaAreUnderstood() throws GeneralSecurityException {
    KeyPairGenerator curves = KeyPairGenerator.getInstance("EC");
    curves.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair elliptic = curves.generateKeyPair();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair rsa = generator.generateKeyPair();
    var point = ((ECPublicKey) elliptic.getPublic()).getW();
    var numbers = (RSAPublicKey) rsa.getPublic();
    VerificationKeys keys =
        VerificationKeys.read(
            Cards.read(
                "{'keys':[{'kty':'EC','crv':'P-256','kid':'e','x':'"
                    + number(point.getAffineX())
                    + "','y':'"
                    + number(point.getAffineY())
                    + "'},{'kty':'RSA','kid':'r','n':'"
                    + number(numbers.getModulus())
                    + "','e':'"
                    + number(numbers.getPublicExponent())
                    + "'}]}"));
    JsonObject card = Cards.older();
    JsonObject first =
        signed(
            card,
            "{'alg':'ES256','kid':'e'}",
            "SHA256withECDSAinP1363Format",
            elliptic,
            content(card));
    assertEquals(Standing.VERIFIED, CardSignature.of(first, keys));
    JsonObject second =
        signed(card, "{'alg':'RS256','kid':'r'}", "SHA256withRSA", rsa, content(card));
    assertEquals(Standing.VERIFIED, CardSignature.of(second, keys));
    JsonObject confused =
        signed(card, "{'alg':'RS256','kid':'e'}", "SHA256withRSA", rsa, content(card));
    assertEquals(Standing.UNVERIFIED, CardSignature.of(confused, keys));
  }

  private static String number(BigInteger number) {
    return encoded(number.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'alg':'none'}",
        "{'alg':'HS256','kid':'k'}",
        "{'alg':'EdDSA','crit':['exp']}",
        "{'alg':'EdDSA','jku':'https://evil.example/keys.json','kid':'other'}",
        "no json"
      })
  void headersThatChooseForThemselvesAreNotBelieved(String head) {
    JsonObject good = CardSignature.sign(Cards.older(), KEY);
    JsonObject signature =
        (JsonObject) good.array("signatures").orElseThrow().elements().getFirst();
    String text = encoded(head.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    JsonObject card = good.with("signatures", JsonArray.of(signature.with("protected", text)));
    assertEquals(Standing.UNVERIFIED, CardSignature.of(card, trusted()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'keys':[]}",
        "[]",
        "{'keys':[{'kty':'oct','k':'AAAA'}]}",
        "{'keys':[{'kty':'OKP','crv':'Ed25519','x':'AAAA'}]}",
        "{'keys':[{'kty':'OKP','crv':'Ed25519','x':'AAAA','d':'AAAA'}]}",
        "{'keys':[{'kty':'RSA','n':'AQAB','e':'AQAB'}]}"
      })
  void onlyPublicKeysOfKnownKindsAreTaken(String set) {
    assertThrows(IllegalArgumentException.class, () -> VerificationKeys.read(Cards.read(set)));
  }

  @Test
  void aKeyIsTheSameWhenItIsReadAgain() {
    SigningKey again = SigningKey.decode(KEY.encoded());
    assertEquals(KEY.id(), again.id());
    assertArrayEquals(KEY.sign(new byte[] {1}), again.sign(new byte[] {1}));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "1.0, 1",
    "100, 100",
    "-1.50, -1.5",
    "1e21, 1e+21",
    "123456789012345680000, 123456789012345680000",
    "0.000001, 0.000001",
    "0.0000001, 1e-7",
    "1.25e-9, 1.25e-9",
    "4.9e-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e+308"
  })
  void numbersHaveOneSpelling(String written, String canonical) {
    assertEquals(
        canonical, new String(CanonicalJson.bytes(Cards.read(written)), StandardCharsets.UTF_8));
  }

  @Test
  void canonicalTextIsGolden() {
    Json value =
        Cards.read(
            "{'b':[1.0,true,null],'a':{'z':'\\u00e9\\u0001\\n/','y':''},'\\ufb33':1,'\\ud83d\\ude00':2}");
    assertEquals(
        "{\"a\":{\"y\":\"\",\"z\":\"\u00e9\\u0001\\n/\"},\"b\":[1,true,null],"
            + "\"\ud83d\ude00\":2,\"\ufb33\":1}",
        new String(CanonicalJson.bytes(value), StandardCharsets.UTF_8));
  }
}
