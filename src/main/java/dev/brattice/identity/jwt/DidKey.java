package dev.brattice.identity.jwt;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;

/**
 * The Ed25519 key in a name of the method {@code did:key}: the name is the key, so nobody need be
 * asked.
 */
public final class DidKey {
  /** The longest name that is read, in characters; those of this kind of key have 56. */
  static final int CHARS_MAX = 64;

  static final String PREFIX = "did:key:z";
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final int KEY_BYTES = 32;

  /** What says that the rest is an Ed25519 key. */
  private static final byte[] KIND = {(byte) 0xed, 0x01};

  private DidKey() {}

  /** The key in {@code name}; empty where it is none of this kind. */
  public static Optional<PublicKey> read(String name) {
    if (!name.startsWith(PREFIX) || name.length() > CHARS_MAX) {
      return Optional.empty();
    }
    BigInteger value = BigInteger.ZERO;
    for (int i = PREFIX.length(); i < name.length(); i++) {
      int digit = ALPHABET.indexOf(name.charAt(i));
      if (digit < 0) {
        return Optional.empty();
      }
      value = value.multiply(BigInteger.valueOf(ALPHABET.length())).add(BigInteger.valueOf(digit));
    }
    byte[] signed = value.toByteArray();
    // A zero may stand before, for the sign. The kind is no zero, so no byte got lost.
    byte[] bytes = signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
    if (bytes.length != KIND.length + KEY_BYTES
        || !Arrays.equals(bytes, 0, KIND.length, KIND, 0, KIND.length)
        || name.charAt(PREFIX.length()) == ALPHABET.charAt(0)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Signature.ed25519(Arrays.copyOfRange(bytes, KIND.length, bytes.length)));
    } catch (GeneralSecurityException noPoint) {
      return Optional.empty();
    }
  }
}
