package dev.brattice.crypto;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * HMAC-SHA-256 (RFC 2104) over the platform's SHA-256. The platform's own HMAC comes with the
 * machinery for providers of ciphers, whose start takes longer than that of everything else in a
 * short-lived process. For one thread at a time.
 */
final class Hmac {
  private static final int BLOCK_BYTES = 64;
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5C;

  private final MessageDigest digest = Digest.sha256();
  private final byte[] inner;
  private final byte[] outer;

  /** With {@code key} of at most 64 bytes. */
  Hmac(byte[] key) {
    if (key.length > BLOCK_BYTES) {
      throw new IllegalArgumentException("expected a key of at most " + BLOCK_BYTES + " bytes");
    }
    this.inner = pad(key, INNER);
    this.outer = pad(key, OUTER);
  }

  private static byte[] pad(byte[] key, byte with) {
    byte[] padded = Arrays.copyOf(key, BLOCK_BYTES);
    for (int i = 0; i < BLOCK_BYTES; i++) {
      padded[i] ^= with;
    }
    return padded;
  }

  /** The code of {@code first} followed by {@code second}, 32 bytes. */
  byte[] of(byte[] first, byte[] second) {
    digest.reset();
    digest.update(inner);
    digest.update(first);
    byte[] half = digest.digest(second);
    digest.update(outer);
    return digest.digest(half);
  }
}
