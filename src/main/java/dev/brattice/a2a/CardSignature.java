package dev.brattice.a2a;

import dev.brattice.crypto.SigningKey;
import dev.brattice.crypto.VerificationKeys;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Signatures of agent cards: JWS (RFC 7515) over the canonical card (RFC 8785) without its
 * signatures. Signers differ in whether they leave out defaults first, so both spellings count.
 */
public final class CardSignature {
  /** The most signatures of a card that are tried. */
  public static final int SIGNATURES_MAX = 16;

  private static final String SIGNATURES = "signatures";
  private static final JsonLimits HEADER = new JsonLimits(8 << 10, 8, 32);

  private CardSignature() {}

  /** What a card's signatures are worth. */
  public enum Standing {
    /** There is none. */
    UNSIGNED,
    /** One is by a trusted key. */
    VERIFIED,
    /** There are some, and none is. */
    UNVERIFIED
  }

  /** What {@code card} is worth to who trusts {@code keys}. */
  public static Standing of(JsonObject card, VerificationKeys keys) {
    List<Json> signatures =
        card.array(SIGNATURES).map(JsonArray::elements).orElse(List.of()).stream()
            .limit(SIGNATURES_MAX)
            .toList();
    if (signatures.isEmpty()) {
      return Standing.UNSIGNED;
    }
    List<byte[]> contents = contents(card);
    for (Json signature : signatures) {
      if (signature instanceof JsonObject object && isGood(object, contents, keys)) {
        return Standing.VERIFIED;
      }
    }
    return Standing.UNVERIFIED;
  }

  private static boolean isGood(
      JsonObject signature, List<byte[]> contents, VerificationKeys keys) {
    String head = signature.string("protected").orElse("");
    Optional<JsonObject> header = header(head);
    // A header that must be understood (`crit`) is none that we understand.
    if (header.isEmpty() || header.get().has("crit")) {
      return false;
    }
    Optional<byte[]> value = decoded(signature.string("signature").orElse(""));
    String id = header.get().string("kid").orElse("");
    String algorithm = header.get().string("alg").orElse("");
    for (byte[] content : contents) {
      if (value.isPresent() && keys.verify(id, algorithm, signed(head, content), value.get())) {
        return true;
      }
    }
    return false;
  }

  private static Optional<JsonObject> header(String text) {
    Optional<byte[]> bytes = decoded(text);
    try {
      return bytes.isPresent()
              && new JsonReader(HEADER).read(bytes.get()) instanceof JsonObject header
          ? Optional.of(header)
          : Optional.empty();
    } catch (JsonException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> decoded(String text) {
    try {
      return Optional.of(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static List<byte[]> contents(JsonObject card) {
    JsonObject bare = card.without(SIGNATURES);
    byte[] whole = CanonicalJson.bytes(bare);
    byte[] brief = CanonicalJson.bytes(CanonicalJson.withoutDefaults(bare));
    return Arrays.equals(whole, brief) ? List.of(whole) : List.of(whole, brief);
  }

  private static byte[] signed(String head, byte[] content) {
    return (head + "." + encoded(content)).getBytes(StandardCharsets.US_ASCII);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** {@code card} with signatures of {@code key} in place of its own. */
  public static JsonObject sign(JsonObject card, SigningKey key) {
    JsonObject header =
        JsonObject.empty().with("alg", "EdDSA").with("kid", key.id()).with("typ", "JOSE");
    String head = encoded(JsonWriter.bytes(header));
    List<Json> signatures = new ArrayList<>();
    for (byte[] content : contents(card)) {
      signatures.add(
          JsonObject.empty()
              .with("protected", head)
              .with("signature", encoded(key.sign(signed(head, content)))));
    }
    return card.without(SIGNATURES).with(SIGNATURES, JsonArray.of(signatures));
  }

  /** The JWK set with the public half of {@code key}. */
  public static JsonObject keySet(SigningKey key) {
    JsonObject one =
        JsonObject.empty()
            .with("kty", "OKP")
            .with("crv", "Ed25519")
            .with("x", encoded(key.publicKey().toArray()))
            .with("kid", key.id())
            .with("alg", "EdDSA")
            .with("use", "sig");
    return JsonObject.of("keys", JsonArray.of(one));
  }
}
