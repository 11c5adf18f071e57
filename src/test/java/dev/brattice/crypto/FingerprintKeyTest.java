package dev.brattice.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintKeyTest {
  /** Test cases 1, 2 and 3 of RFC 4231. */
  @ParameterizedTest
  @CsvSource({
    "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 4869205468657265, b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
    "4a656665, 7768617420646f2079612077616e7420666f72206e6f7468696e673f, 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd, 773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
  })
  void isHmacSha256(String key, String data, String code) {
    HexFormat hex = HexFormat.of();
    Hmac hmac = new Hmac(hex.parseHex(key));
    assertEquals(code, hex.formatHex(hmac.of(new byte[0], hex.parseHex(data))));
  }

  @Test
  void agreesWithThePlatformsOwn() throws Exception {
    var random = new Random(7);
    for (int length = 0; length < 300; length++) {
      byte[] key = new byte[FingerprintKey.LENGTH_BYTES];
      byte[] content = new byte[length];
      random.nextBytes(key);
      random.nextBytes(content);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update("purpose\0".getBytes(StandardCharsets.UTF_8));
      assertEquals(
          HexFormat.of().formatHex(mac.doFinal(content)),
          new FingerprintKey(key).fingerprint("purpose", content).toHex());
    }
  }

  @Test
  void purposesAndKeysSeparate() {
    byte[] other = new byte[FingerprintKey.LENGTH_BYTES];
    Arrays.fill(other, (byte) 1);
    FingerprintKey key = new FingerprintKey(new byte[FingerprintKey.LENGTH_BYTES]);
    assertEquals(key.shortFingerprint("a", "x"), key.shortFingerprint("a", "x"));
    assertNotEquals(key.shortFingerprint("a", "x"), key.shortFingerprint("b", "x"));
    assertNotEquals(
        key.shortFingerprint("a", "x"), new FingerprintKey(other).shortFingerprint("a", "x"));
  }

  @Test
  void neverShowsTheKeyAndRefusesOthersLengths() {
    assertFalse(new FingerprintKey(new byte[32]).toString().contains("00"));
    assertThrows(IllegalArgumentException.class, () -> new FingerprintKey(new byte[31]));
  }
}
