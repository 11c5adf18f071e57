package dev.brattice.identity.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An authority that signs tokens for tests, right and wrong ones. */
public final class Issuer {
  /** Its name. */
  public static final String NAME = "https://login.example";

  private final List<JWK> keys = new ArrayList<>();
  private final String name;

  /** One with a key of each usual kind. */
  public Issuer(String name) {
    this.name = name;
    try {
      keys.add(new RSAKeyGenerator(2_048).keyID("rsa").generate());
      keys.add(new ECKeyGenerator(Curve.P_256).keyID("ec").generate());
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The one called {@link #NAME}. */
  public Issuer() {
    this(NAME);
  }

  /** Its public keys. */
  public byte[] published() {
    return new JWKSet(keys).toString(true).getBytes(StandardCharsets.UTF_8);
  }

  /** Signs with another key of elliptic curves from now on. */
  public void rotate(String kid) throws JOSEException {
    keys.removeIf(key -> key instanceof ECKey);
    keys.add(new ECKeyGenerator(Curve.P_256).keyID(kid).generate());
  }

  /** The claims of a token for {@code audience} that are right at {@code now}. */
  public Map<String, Object> claims(String subject, String audience, long nowSeconds) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", name);
    claims.put("sub", subject);
    claims.put("aud", audience);
    claims.put("exp", nowSeconds + 300);
    claims.put("client_id", "desk-agent");
    claims.put("scope", "tools extra");
    return claims;
  }

  /** A token of these claims. */
  public String sign(Map<String, Object> claims) throws JOSEException {
    return sign(claims, "at+jwt");
  }

  /** The same of another type. */
  public String sign(Map<String, Object> claims, String type) throws JOSEException {
    ECKey key = (ECKey) keys.stream().filter(it -> it instanceof ECKey).findFirst().orElseThrow();
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .keyID(key.getKeyID())
            .type(new JOSEObjectType(type))
            .build();
    return sign(header, claims, key);
  }

  private static String sign(JWSHeader header, Map<String, Object> claims, ECKey key)
      throws JOSEException {
    var token = new JWSObject(header, new Payload(claims));
    token.sign(new ECDSASigner(key));
    return token.serialize();
  }

  /** A token whose header says the name of a key of ours, signed by another. */
  public String forged(Map<String, Object> claims) throws JOSEException {
    ECKey other = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec").jwk(other.toPublicJWK()).build();
    return sign(header, claims, other);
  }

  /** A token of RSA signatures. */
  public String signRsa(Map<String, Object> claims, JWSAlgorithm algorithm) throws JOSEException {
    RSAKey key = rsa();
    var token =
        new JWSObject(
            new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), new Payload(claims));
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  /** A token whose secret is the text of our public key: whoever can read that can make it. */
  public String withPublicKeyAsSecret(Map<String, Object> claims) throws JOSEException {
    byte[] secret = rsa().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    var token =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(), new Payload(claims));
    token.sign(new MACSigner(secret));
    return token.serialize();
  }

  /** A token without a signature. */
  public static String unsigned(Map<String, Object> claims, String algorithm) {
    return part("{\"alg\":\"" + algorithm + "\",\"kid\":\"ec\"}")
        + "."
        + part(new Payload(claims).toString())
        + ".AA";
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private RSAKey rsa() {
    return (RSAKey) keys.stream().filter(it -> it instanceof RSAKey).findFirst().orElseThrow();
  }
}
