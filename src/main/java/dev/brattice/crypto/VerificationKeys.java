package dev.brattice.crypto;

import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Public keys that the operator trusts, from a JWK set (RFC 7517). Each verifies under the one
 * algorithm of its kind: EdDSA with Ed25519, ES256 with P-256, RS256 with RSA. Nothing a signature
 * says about itself chooses another.
 */
public final class VerificationKeys {
  /** The most keys of a set. */
  public static final int KEYS_MAX = 32;

  /** The shortest RSA key, in bits. */
  public static final int RSA_BITS_MIN = 2_048;

  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final int ED25519_BYTES = 32;

  private final List<Trusted> keys;

  private record Trusted(String id, String algorithm, String signature, PublicKey key) {}

  private VerificationKeys(List<Trusted> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads a set.
   *
   * @throws IllegalArgumentException where it is none, holds none, or holds one that is not known
   */
  public static VerificationKeys read(Json set) {
    List<Json> listed =
        set instanceof JsonObject object
            ? object.array("keys").map(JsonArray::elements).orElse(List.of())
            : List.of();
    if (listed.isEmpty() || listed.size() > KEYS_MAX) {
      throw new IllegalArgumentException("expected a JWK set of 1 to " + KEYS_MAX + " keys");
    }
    List<Trusted> keys = new ArrayList<>();
    for (Json key : listed) {
      try {
        keys.add(key(key instanceof JsonObject object ? object : JsonObject.empty()));
      } catch (GeneralSecurityException unusable) {
        throw new IllegalArgumentException(UNKNOWN, unusable);
      }
    }
    return new VerificationKeys(keys);
  }

  private static final String UNKNOWN =
      "expected public keys of Ed25519, P-256 or RSA of at least " + RSA_BITS_MIN + " bits";

  private static Trusted key(JsonObject key) throws GeneralSecurityException {
    String id = key.string("kid").orElse("");
    String kind = key.string("kty").orElse("") + " " + key.string("crv").orElse("");
    if (key.has("d")) {
      throw new IllegalArgumentException("expected public keys only, got a private one");
    }
    return switch (kind) {
      case "OKP Ed25519" -> new Trusted(id, "EdDSA", "Ed25519", edwards(member(key, "x")));
      case "EC P-256" ->
          new Trusted(
              id,
              "ES256",
              "SHA256withECDSAinP1363Format",
              elliptic(member(key, "x"), member(key, "y")));
      case "RSA " ->
          new Trusted(id, "RS256", "SHA256withRSA", rsa(member(key, "n"), member(key, "e")));
      default -> throw new IllegalArgumentException(UNKNOWN);
    };
  }

  private static byte[] member(JsonObject key, String name) {
    return Base64.getUrlDecoder().decode(key.string(name).orElse(""));
  }

  private static PublicKey edwards(byte[] point) throws GeneralSecurityException {
    if (point.length != ED25519_BYTES) {
      throw new IllegalArgumentException(UNKNOWN);
    }
    byte[] described = new byte[ED25519_PREFIX.length + ED25519_BYTES];
    System.arraycopy(ED25519_PREFIX, 0, described, 0, ED25519_PREFIX.length);
    System.arraycopy(point, 0, described, ED25519_PREFIX.length, ED25519_BYTES);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(described));
  }

  private static PublicKey elliptic(byte[] x, byte[] y) throws GeneralSecurityException {
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    var point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
    return KeyFactory.getInstance("EC")
        .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
  }

  private static PublicKey rsa(byte[] modulus, byte[] exponent) throws GeneralSecurityException {
    var number = new BigInteger(1, modulus);
    if (number.bitLength() < RSA_BITS_MIN) {
      throw new IllegalArgumentException(UNKNOWN);
    }
    return KeyFactory.getInstance("RSA")
        .generatePublic(new RSAPublicKeySpec(number, new BigInteger(1, exponent)));
  }

  /**
   * Whether one of these keys made {@code signature}.
   *
   * @param id which key the signature names; empty where it names none
   * @param algorithm how it says that it was made
   */
  public boolean verify(String id, String algorithm, byte[] content, byte[] signature) {
    for (Trusted key : keys) {
      boolean meant = id.isEmpty() || key.id().isEmpty() || key.id().equals(id);
      if (meant && key.algorithm().equals(algorithm) && verifies(key, content, signature)) {
        return true;
      }
    }
    return false;
  }

  private static boolean verifies(Trusted key, byte[] content, byte[] signature) {
    try {
      Signature check = Signature.getInstance(key.signature());
      check.initVerify(key.key());
      check.update(content);
      return check.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }
}
