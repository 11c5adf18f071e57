package dev.brattice.crypto;

import dev.brattice.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The deployment's secret key for fingerprints (HMAC-SHA-256): equal values of one purpose have
 * equal fingerprints, and a reader without the key learns nothing about them.
 */
public final class FingerprintKey {
  /** The length of the key in bytes. */
  public static final int LENGTH_BYTES = 32;

  /** Guards {@link #hmac}. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Hmac hmac;

  /** The key with these {@value #LENGTH_BYTES} bytes. */
  public FingerprintKey(byte[] key) {
    if (key.length != LENGTH_BYTES) {
      throw new IllegalArgumentException("expected a key of " + LENGTH_BYTES + " bytes");
    }
    this.hmac = new Hmac(key);
  }

  /** The whole fingerprint of {@code content} for {@code purpose}, 32 bytes. */
  public Bytes fingerprint(String purpose, byte[] content) {
    byte[] domain = (purpose + '\0').getBytes(StandardCharsets.UTF_8);
    lock.lock();
    try {
      return Bytes.copyOf(hmac.of(domain, content));
    } finally {
      lock.unlock();
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
