package dev.brattice.identity.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks signatures. Only those with a private key count: where a secret is shared, whoever can
 * check can also sign.
 */
public final class Signature {
  /** The algorithms that can be asked for (RFC 7518, 3.1; RFC 8037, 3.1). */
  public static final Set<String> ALGORITHMS =
      Set.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

  /** The shortest modulus that counts, in bits. */
  static final int RSA_BITS_LEAST = 2_048;

  private static final String ED25519 = "EdDSA";

  /** What stands before the 32 bytes of a key in its X.509 form (RFC 8410, 4). */
  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private Signature() {}

  /** Whether one of {@code keys} signed {@code token}. */
  static boolean isRight(TokenText token, List<JWK> keys) {
    for (JWK key : keys) {
      if (fits(key, token) && isRight(token, key)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code key} is for what {@code token} says of its signature. */
  static boolean fits(JWK key, TokenText token) {
    String algorithm = token.header().string("alg").orElse("");
    Optional<String> id = token.header().string("kid");
    boolean type =
        switch (algorithm) {
          case ED25519 -> key instanceof OctetKeyPair pair && Curve.Ed25519.equals(pair.getCurve());
          case "ES256", "ES384", "ES512" -> KeyType.EC.equals(key.getKeyType());
          default -> key instanceof RSAKey rsa && rsa.size() >= RSA_BITS_LEAST;
        };
    Optional<String> bound = Optional.ofNullable(key.getAlgorithm()).map(Object::toString);
    return type
        && (id.isEmpty() || id.get().equals(key.getKeyID()))
        && !KeyUse.ENCRYPTION.equals(key.getKeyUse())
        && (bound.isEmpty() || bound.get().equals(algorithm));
  }

  /** Whether the holder of the Ed25519 key {@code key} signed {@code token}. */
  static boolean isRight(TokenText token, PublicKey key) {
    try {
      return isRight(JWSObject.parse(token.text()), key);
    } catch (ParseException | GeneralSecurityException | IllegalArgumentException unusable) {
      return false;
    }
  }

  private static boolean isRight(TokenText token, JWK key) {
    try {
      var signed = JWSObject.parse(token.text());
      if (key instanceof OctetKeyPair pair) {
        return isRight(signed, ed25519(pair.getDecodedX()));
      }
      PublicKey real = ((AsymmetricJWK) key).toPublicKey();
      return JWSAlgorithm.Family.SIGNATURE.contains(signed.getHeader().getAlgorithm())
          && signed.verify(
              new DefaultJWSVerifierFactory().createJWSVerifier(signed.getHeader(), real));
    } catch (ParseException
        | JOSEException
        | GeneralSecurityException
        | IllegalArgumentException unusable) {
      return false;
    }
  }

  /** The library would need another one for this algorithm, which the platform has. */
  private static boolean isRight(JWSObject signed, PublicKey key) throws GeneralSecurityException {
    var check = java.security.Signature.getInstance("Ed25519");
    check.initVerify(key);
    check.update(signed.getSigningInput());
    return check.verify(signed.getSignature().decode());
  }

  /** The key of these 32 bytes. */
  static PublicKey ed25519(byte[] point) throws GeneralSecurityException {
    byte[] encoded = Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + point.length);
    System.arraycopy(point, 0, encoded, ED25519_PREFIX.length, point.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }
}
