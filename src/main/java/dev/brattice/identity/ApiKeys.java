package dev.brattice.identity;

import dev.brattice.bytes.Bytes;
import dev.brattice.crypto.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The API keys that are in force. Immutable. */
public final class ApiKeys {
  /** How every key begins, so that scanners and people know one when they see it. */
  public static final String PREFIX = "bk_";

  /** The most keys. */
  public static final int KEYS_MAX = 256;

  /** The most characters of a key that is presented; a longer one is none of ours. */
  public static final int KEY_CHARS_MAX = 256;

  private static final String ISSUER = "api-key";
  private static final int RANDOM_BYTES = 32;

  private final List<Holder> holders;

  private record Holder(Bytes sha256, Principal principal) {}

  /** These keys; each name and each hash is there once. */
  public ApiKeys(List<ApiKey> keys) {
    List<Holder> found = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    for (ApiKey key : keys) {
      if (!seen.add(key.name()) || !seen.add(key.sha256()) || found.size() >= KEYS_MAX) {
        throw new IllegalArgumentException("expected at most 256 keys, each name and hash once");
      }
      var principal = new Principal.Workload(ISSUER, key.name(), key.roles());
      found.add(new Holder(key.sha256(), principal));
    }
    this.holders = List.copyOf(found);
  }

  /** Whose key {@code presented} is; empty where it is nobody's. */
  public Optional<Principal> holder(String presented) {
    if (presented.length() > KEY_CHARS_MAX || !presented.startsWith(PREFIX)) {
      return Optional.empty();
    }
    byte[] hash = hash(presented);
    Optional<Principal> found = Optional.empty();
    // Every hash is compared, in constant time: how long it takes tells nothing of the keys.
    for (Holder holder : holders) {
      if (MessageDigest.isEqual(hash, holder.sha256().toArray())) {
        found = Optional.of(holder.principal());
      }
    }
    return found;
  }

  /** A new key of 256 random bits: its text, to be shown once and never kept. */
  public static String fresh() {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  private static byte[] hash(String key) {
    return Digest.sha256(key.getBytes(StandardCharsets.UTF_8)).toArray();
  }
}
