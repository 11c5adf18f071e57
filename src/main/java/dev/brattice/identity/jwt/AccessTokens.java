package dev.brattice.identity.jwt;

import com.nimbusds.jose.jwk.JWK;
import dev.brattice.identity.ApiKey;
import dev.brattice.identity.Principal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Judges access tokens of one authority as a resource server does (RFC 9068, 4; RFC 8725): who
 * signed, for whom, until when. Addresses and keys in a token's own header are not looked at.
 */
public final class AccessTokens {
  /** How far clocks may be apart, in seconds. */
  public static final long SKEW_SECONDS = 60;

  /** The longest role, in characters. */
  static final int ROLE_CHARS_MAX = 128;

  /** What a header may say that this is. Tokens for other purposes name others (RFC 8725, 3.11). */
  private static final Set<String> TYPES = Set.of("", "jwt", "at+jwt", "application/at+jwt");

  private static final TokenVerdict FORM =
      refused("expected a signed token of at most 16384 characters, got something else");

  private final AccessRules rules;
  private final SigningKeys keys;
  private final LongSupplier millis;

  /**
   * Judges by {@code rules}.
   *
   * @param millis the time of day, in milliseconds since 1970 UTC
   */
  public AccessTokens(AccessRules rules, SigningKeys keys, LongSupplier millis) {
    this.rules = rules;
    this.keys = keys;
    this.millis = millis;
  }

  /** Which tokens count. */
  public AccessRules rules() {
    return rules;
  }

  /**
   * Judges {@code text}.
   *
   * @param resources addresses of ours at which it is presented, for which it may be
   */
  public TokenVerdict judge(String text, Set<String> resources) throws InterruptedException {
    Optional<TokenText> token = TokenText.read(text);
    if (token.isEmpty()) {
      return FORM;
    }
    Claims claims = new Claims(token.get().claims());
    Optional<String> wrong = wrongForm(token.get());
    if (wrong.isEmpty()) {
      // Before keys are asked for: a token of somebody else must not make us do that.
      wrong = wrongIssuer(claims);
    }
    if (wrong.isPresent()) {
      return refused(wrong.get());
    }
    Optional<List<JWK>> fitting = keys.fitting(token.get());
    if (fitting.isEmpty()) {
      return new TokenVerdict.Unchecked();
    }
    if (fitting.get().isEmpty()) {
      return refused("expected a token signed with a key of its issuer, got another key's");
    }
    if (!Signature.isRight(token.get(), fitting.get())) {
      return refused("expected a token whose signature is right, got another");
    }
    wrong = wrongClaims(claims, resources);
    return wrong.isPresent() ? refused(wrong.get()) : holder(claims);
  }

  private static TokenVerdict refused(String problem) {
    return new TokenVerdict.Refused(problem);
  }

  private Optional<String> wrongForm(TokenText token) {
    if (!rules.algorithms().contains(token.header().string("alg").orElse(""))) {
      return Optional.of("expected a token signed with an algorithm of identity.jwt, got another");
    }
    if (token.header().get("typ").isPresent()
        && !TYPES.contains(token.header().string("typ").orElse("?").toLowerCase(Locale.ROOT))) {
      return Optional.of("expected an access token, got a token for something else");
    }
    return token.header().get("crit").isPresent()
        ? Optional.of("expected a token without extensions that must be known, got one with some")
        : Optional.empty();
  }

  private Optional<String> wrongIssuer(Claims claims) {
    return claims.text("iss").equals(rules.issuer())
        ? Optional.empty()
        : Optional.of("expected a token of the issuer in identity.jwt, got another's");
  }

  private Optional<String> wrongClaims(Claims claims, Set<String> resources) {
    long now = Math.floorDiv(millis.getAsLong(), 1000);
    OptionalLong until = claims.seconds("exp");
    if (until.isEmpty() || now - SKEW_SECONDS >= until.getAsLong()) {
      return Optional.of("expected a token that is in force, got one that expired or never does");
    }
    boolean timed = claims.all().get("nbf").isPresent();
    OptionalLong from = claims.seconds("nbf");
    if (timed && (from.isEmpty() || now + SKEW_SECONDS < from.getAsLong())) {
      return Optional.of("expected a token that is in force, got one that is not yet");
    }
    boolean ours = false;
    for (String audience : claims.texts("aud")) {
      ours |= rules.audiences().contains(audience) || resources.contains(audience);
    }
    if (!ours) {
      return Optional.of("expected a token for this gateway, got one for somebody else");
    }
    return Claims.isName(claims.text("sub"))
        ? Optional.empty()
        : Optional.of("expected a token that says who its holder is, got one without `sub`");
  }

  private TokenVerdict holder(Claims claims) {
    Set<String> scopes = claims.scopes();
    if (!scopes.containsAll(rules.requiredScopes())) {
      return new TokenVerdict.Lacking();
    }
    Set<String> roles = new LinkedHashSet<>();
    if (!rules.rolesClaim().isEmpty()) {
      roles.addAll(claims.roles(rules.rolesClaim()));
    }
    rules.scopeRoles().forEach((scope, role) -> add(scopes.contains(scope), role, roles));
    List<String> sorted = new ArrayList<>(roles);
    sorted.sort(null);
    // None is left out: a rule may deny what a holder of that role does.
    if (sorted.size() > ApiKey.ROLES_MAX || !sorted.stream().allMatch(AccessTokens::isRole)) {
      return refused("expected at most 32 roles of 128 characters in a token, got others");
    }
    return new TokenVerdict.Accepted(principal(claims, sorted));
  }

  private static void add(boolean really, String role, Set<String> roles) {
    if (really) {
      roles.add(role);
    }
  }

  private static boolean isRole(String role) {
    return Claims.isName(role) && role.length() <= ROLE_CHARS_MAX;
  }

  /** A client that got a token for itself is its own subject (RFC 9068, 2.2). */
  private Principal principal(Claims claims, List<String> roles) {
    String subject = claims.text("sub");
    String named = claims.text("client_id");
    String client = named.isEmpty() ? claims.text("azp") : named;
    String agent = Claims.isName(client) ? client : "";
    return subject.equals(agent)
        ? new Principal.Workload(rules.issuer(), subject, roles, agent)
        : new Principal.Person(rules.issuer(), subject, roles, agent);
  }
}
