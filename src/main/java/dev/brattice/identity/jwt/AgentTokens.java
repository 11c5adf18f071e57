package dev.brattice.identity.jwt;

import dev.brattice.identity.Principal;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Judges tokens in which a program speaks of itself and that the key in its name signed. Only
 * programs that the operator listed count: a key alone makes nobody known.
 */
public final class AgentTokens {
  /**
   * How long such a token may be in force, in seconds. Nobody can take it back, and it can be used
   * again until then.
   */
  public static final long LIFE_SECONDS_MAX = 600;

  private static final String ISSUER = "agent";
  private static final Set<String> TYPES = Set.of("", "jwt", "at+jwt");

  private final Map<String, PublicKey> keys = new HashMap<>();
  private final LongSupplier millis;

  /**
   * Judges tokens of these programs.
   *
   * @param ids their names, each with a key in it
   * @param millis the time of day, in milliseconds since 1970 UTC
   */
  public AgentTokens(List<String> ids, LongSupplier millis) {
    for (String id : ids) {
      keys.put(id, DidKey.read(id).orElseThrow(() -> new IllegalArgumentException("no key")));
    }
    this.millis = millis;
  }

  /** Whether the issuer of {@code text} is one of these programs, as it says. */
  public boolean isOfAgent(String text) {
    return TokenText.read(text)
        .map(token -> keys.containsKey(new Claims(token.claims()).text("iss")))
        .orElse(false);
  }

  /**
   * Judges {@code text}.
   *
   * @param resources addresses of ours at which it is presented, of which it must name one
   */
  public TokenVerdict judge(String text, Set<String> resources) {
    Optional<TokenText> token = TokenText.read(text);
    if (token.isEmpty()) {
      return refused("expected a signed token, got something else");
    }
    Claims claims = new Claims(token.get().claims());
    String id = claims.text("iss");
    Optional<PublicKey> key = Optional.ofNullable(keys.get(id));
    if (key.isEmpty() || !isForm(token.get()) || !Signature.isRight(token.get(), key.get())) {
      return refused("expected a token that a program of identity.agents signed, got another");
    }
    if (!claims.text("sub").equals(id)) {
      return refused("expected a token in which a program speaks of itself, got one of another");
    }
    long now = Math.floorDiv(millis.getAsLong(), 1000);
    OptionalLong until = claims.seconds("exp");
    if (until.isEmpty()
        || now - AccessTokens.SKEW_SECONDS >= until.getAsLong()
        || until.getAsLong() > now + LIFE_SECONDS_MAX + AccessTokens.SKEW_SECONDS) {
      return refused("expected a token that is in force for at most ten minutes, got another");
    }
    for (String audience : claims.texts("aud")) {
      if (resources.contains(audience)) {
        return new TokenVerdict.Accepted(new Principal.Workload(ISSUER, id, List.of(), id));
      }
    }
    return refused("expected a token for this gateway, got one for somebody else");
  }

  private static boolean isForm(TokenText token) {
    return token.header().string("alg").orElse("").equals("EdDSA")
        && token.header().get("crit").isEmpty()
        && TYPES.contains(
            token.header().get("typ").isEmpty()
                ? ""
                : token.header().string("typ").orElse("?").toLowerCase(Locale.ROOT));
  }

  private static TokenVerdict refused(String problem) {
    return new TokenVerdict.Refused(problem);
  }
}
