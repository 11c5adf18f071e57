package dev.brattice.wire.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Tells whether two keys belong together, by signing with one. */
final class KeyPairs {
  private KeyPairs() {}

  /** Without this a wrong pair shows only when the first client comes. */
  static void requirePair(PublicKey open, PrivateKey secret) throws GeneralSecurityException {
    String algorithm =
        switch (secret.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case "EdDSA", "Ed25519", "Ed448" -> "EdDSA";
          default -> "";
        };
    if (algorithm.isEmpty()) {
      return;
    }
    byte[] sample = "pair".getBytes(StandardCharsets.US_ASCII);
    var signature = Signature.getInstance(algorithm);
    signature.initSign(secret);
    signature.update(sample);
    byte[] signed = signature.sign();
    signature.initVerify(open);
    signature.update(sample);
    if (!signature.verify(signed)) {
      throw new InvalidKeyException("expected a pair");
    }
  }
}
