package dev.brattice.crypto;

import dev.brattice.bytes.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4). */
public final class Digest {
  private Digest() {}

  /** A fresh SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every Java platform has SHA-256", absent);
    }
  }

  /** The SHA-256 of {@code content}. */
  public static Bytes sha256(byte[] content) {
    return Bytes.copyOf(sha256().digest(content));
  }
}
