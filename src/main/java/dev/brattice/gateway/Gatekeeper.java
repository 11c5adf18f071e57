package dev.brattice.gateway;

import dev.brattice.identity.CallerTokens;
import dev.brattice.identity.Credential;
import dev.brattice.identity.Principal;
import dev.brattice.identity.jwt.TokenVerdict;
import dev.brattice.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Judges a request's head: who sends it, or why it may not come in. The body is not read yet. */
final class Gatekeeper {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;
  private static final String INVALID = "invalid_token";

  private final Ways ways;
  private final Optional<ProtectedResource> resource;
  private final CallerTokens callers;
  private final Consumer<String> log;

  /**
   * A gatekeeper.
   *
   * @param callers keeps tokens that count, where they are exchanged
   * @param log receives one sentence for every credential that does not count
   */
  Gatekeeper(Ways ways, CallerTokens callers, Consumer<String> log) {
    this.ways = ways;
    this.callers = callers;
    this.log = log;
    this.resource =
        ways.tokens().map(tokens -> new ProtectedResource(tokens.rules(), ways.publicUrl()));
  }

  /** What becomes of a request. */
  sealed interface Admission {
    /** It comes in. */
    record Admitted(Principal principal) implements Admission {}

    /**
     * It does not.
     *
     * @param status of HTTP
     * @param challenge the value of WWW-Authenticate; empty for none
     * @param problem one sentence, without anything that was presented
     */
    record Refused(int status, String challenge, String problem) implements Admission {}
  }

  /** The metadata of this protected resource where {@code arrival} asks for it. */
  Optional<JsonObject> metadata(Arrival arrival) {
    return resource.flatMap(it -> it.metadata(arrival.path(), arrival.origin()));
  }

  /** Judges what {@code arrival} presents. */
  Admission admit(Arrival arrival) throws InterruptedException {
    if (ways.areOpen()) {
      return new Admission.Admitted(new Principal.Anonymous());
    }
    return switch (Credential.of(arrival.authorization(), arrival.apiKey())) {
      case Credential.None ignored -> without(arrival);
      case Credential.Unusable unusable -> invalid(arrival, unusable.problem());
      case Credential.Key key -> admit(arrival, holder(key.text()));
      case Credential.Token token -> admit(arrival, token);
    };
  }

  /** A certificate speaks where no header does. */
  private Admission without(Arrival arrival) {
    if (ways.certificates() && arrival.certified().isPresent()) {
      return new Admission.Admitted(arrival.certified().get());
    }
    // What every client begins with is no event.
    return refused(arrival, UNAUTHORIZED, "", "expected " + ways.words() + ", got none");
  }

  private Optional<Principal> holder(String key) {
    return ways.keys().flatMap(keys -> keys.get().holder(key));
  }

  private Admission admit(Arrival arrival, Optional<Principal> holder) {
    return holder.isPresent()
        ? new Admission.Admitted(holder.get())
        : invalid(arrival, "expected an API key that is in force, got another");
  }

  private Admission admit(Arrival arrival, Credential.Token token) throws InterruptedException {
    Set<String> resources = ways.resources(arrival.path());
    if (ways.agents().filter(agents -> agents.isOfAgent(token.text())).isPresent()) {
      return decided(arrival, token, ways.agents().get().judge(token.text(), resources));
    }
    if (ways.tokens().isEmpty()) {
      return invalid(arrival, "expected " + ways.words() + ", got something else");
    }
    return decided(arrival, token, ways.tokens().get().judge(token.text(), resources));
  }

  private Admission decided(Arrival arrival, Credential.Token token, TokenVerdict verdict) {
    return switch (verdict) {
      case TokenVerdict.Accepted accepted -> {
        callers.keep(accepted.principal(), token.text());
        yield new Admission.Admitted(accepted.principal());
      }
      case TokenVerdict.Refused refused -> invalid(arrival, refused.problem());
      case TokenVerdict.Lacking ignored ->
          said(
              refused(
                  arrival,
                  FORBIDDEN,
                  "insufficient_scope",
                  "expected a token with the scopes of identity.jwt.required_scopes, got one"
                      + " that lacks some"));
      case TokenVerdict.Unchecked ignored ->
          new Admission.Refused(
              UNAVAILABLE, "", "tokens cannot be checked now; try again in a while");
    };
  }

  private Admission invalid(Arrival arrival, String problem) {
    return said(refused(arrival, UNAUTHORIZED, INVALID, problem));
  }

  private Admission.Refused refused(Arrival arrival, int status, String error, String problem) {
    String plain = error.isEmpty() ? "Bearer" : "Bearer error=\"" + error + "\"";
    String challenge =
        resource.map(it -> it.challenge(arrival.path(), arrival.origin(), error)).orElse(plain);
    return new Admission.Refused(status, challenge, problem);
  }

  private Admission said(Admission.Refused refused) {
    log.accept("refused a request (" + refused.status() + "): " + refused.problem());
    return refused;
  }
}
