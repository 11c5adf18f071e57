package dev.brattice.crypto;

import dev.brattice.bytes.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/** A key that signs what this gateway states (Ed25519, RFC 8032). */
public final class SigningKey {
  /** The length of {@link #encoded()} in bytes: the private key in PKCS#8, then the public one. */
  public static final int LENGTH_BYTES = 80;

  private static final int PUBLIC_BYTES = 32;
  private static final int PRIVATE_BYTES = LENGTH_BYTES - PUBLIC_BYTES;
  private static final String ALGORITHM = "Ed25519";
  private static final int ID_DIGITS = 16;

  private final PrivateKey secret;
  private final Bytes publicKey;

  private SigningKey(PrivateKey secret, Bytes publicKey) {
    this.secret = secret;
    this.publicKey = publicKey;
  }

  /** A new key from system randomness. */
  public static SigningKey fresh() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      byte[] described = pair.getPublic().getEncoded();
      // The algorithm's description comes first; the key itself is what is left.
      byte[] point =
          Arrays.copyOfRange(described, described.length - PUBLIC_BYTES, described.length);
      return new SigningKey(pair.getPrivate(), Bytes.copyOf(point));
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("every Java platform of this version has Ed25519", absent);
    }
  }

  /** The key whose {@link #encoded()} is {@code bytes}. */
  public static SigningKey decode(byte[] bytes) {
    if (bytes.length != LENGTH_BYTES) {
      throw new IllegalArgumentException("expected a key of " + LENGTH_BYTES + " bytes");
    }
    byte[] encoded = Arrays.copyOf(bytes, PRIVATE_BYTES);
    try {
      PrivateKey secret =
          KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      return new SigningKey(secret, Bytes.copyOf(bytes, PRIVATE_BYTES, PUBLIC_BYTES));
    } catch (GeneralSecurityException damaged) {
      throw new IllegalArgumentException("expected a private key of Ed25519", damaged);
    }
  }

  /** Both keys, to be kept for their owner alone. */
  public byte[] encoded() {
    byte[] both = Arrays.copyOf(secret.getEncoded(), LENGTH_BYTES);
    System.arraycopy(publicKey.toArray(), 0, both, PRIVATE_BYTES, PUBLIC_BYTES);
    return both;
  }

  /** The public key, 32 bytes. */
  public Bytes publicKey() {
    return publicKey;
  }

  /** What others call this key: the beginning of its digest in hexadecimal digits. */
  public String id() {
    return Digest.sha256(publicKey.toArray()).toHex().substring(0, ID_DIGITS);
  }

  /** The signature of {@code content}, 64 bytes. */
  public byte[] sign(byte[] content) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(secret);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this key signed before", impossible);
    }
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "SigningKey[" + id() + "]";
  }
}
