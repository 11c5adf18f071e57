package dev.brattice.gateway;

import dev.brattice.identity.ApiKeys;
import dev.brattice.identity.jwt.AccessTokens;
import dev.brattice.identity.jwt.AgentTokens;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The ways in. Where there is none, everybody comes in who reaches the address.
 *
 * @param keys the API keys in force
 * @param tokens who judges access tokens
 * @param agents who judges tokens that programs sign about themselves
 * @param certificates whether callers may come with one, which the listener checks
 * @param publicUrl where clients reach us
 */
record Ways(
    Optional<Supplier<ApiKeys>> keys,
    Optional<AccessTokens> tokens,
    Optional<AgentTokens> agents,
    boolean certificates,
    Optional<String> publicUrl) {
  /** Everybody who reaches the address. */
  static final Ways OPEN =
      new Ways(Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());

  /** With these keys alone. */
  static Ways of(ApiKeys keys) {
    return new Ways(
        Optional.of(() -> keys), Optional.empty(), Optional.empty(), false, Optional.empty());
  }

  /** Whether everybody comes in. */
  boolean areOpen() {
    return keys.isEmpty() && tokens.isEmpty() && agents.isEmpty() && !certificates;
  }

  /** What tokens may be for beside configured audiences, at {@code path}. */
  Set<String> resources(String path) {
    return publicUrl.map(base -> Set.of(base, base + "/", base + path)).orElse(Set.of());
  }

  /** What a caller can come with, in words. */
  String words() {
    var words = new StringBuilder();
    add(keys.isPresent(), "an API key", words);
    add(tokens.isPresent() || agents.isPresent(), "an access token", words);
    add(certificates, "a client certificate", words);
    return words.toString();
  }

  private static void add(boolean really, String what, StringBuilder words) {
    if (really) {
      words.append(words.isEmpty() ? "" : " or ").append(what);
    }
  }
}
