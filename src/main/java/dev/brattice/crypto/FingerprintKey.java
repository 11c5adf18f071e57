package dev.brattice.crypto;

import dev.brattice.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The deployment's secret key for fingerprints (HMAC-SHA-256): equal values of one purpose have
 * equal fingerprints, and a reader without the key learns nothing about them.
 */
public final class FingerprintKey {
  /** The length of the key in bytes. */
  public static final int LENGTH_BYTES = 32;

  private final SecretKeySpec key;

  /** The key with these {@value #LENGTH_BYTES} bytes. */
  public FingerprintKey(byte[] key) {
    if (key.length != LENGTH_BYTES) {
      throw new IllegalArgumentException("expected a key of " + LENGTH_BYTES + " bytes");
    }
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** The whole fingerprint of {@code content} for {@code purpose}, 32 bytes. */
  public Bytes fingerprint(String purpose, byte[] content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return Bytes.copyOf(mac.doFinal(content));
    } catch (NoSuchAlgorithmException | InvalidKeyException absent) {
      throw new IllegalStateException("every Java platform has HmacSHA256", absent);
    }
  }

  /** The first 16 hexadecimal digits of the fingerprint of {@code text}, for records. */
  public String shortFingerprint(String purpose, String text) {
    return fingerprint(purpose, text.getBytes(StandardCharsets.UTF_8)).toHex().substring(0, 16);
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "FingerprintKey";
  }
}
