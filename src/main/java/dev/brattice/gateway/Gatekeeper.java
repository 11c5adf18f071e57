package dev.brattice.gateway;

import dev.brattice.identity.ApiKeys;
import dev.brattice.identity.Credential;
import dev.brattice.identity.Principal;
import java.util.List;
import java.util.Optional;

/** Judges a request's head: who sends it, or why it may not come in. The body is not read yet. */
final class Gatekeeper {
  private final Optional<ApiKeys> keys;

  /**
   * A gatekeeper.
   *
   * @param keys those that may come in; empty where everybody may who reaches the address
   */
  Gatekeeper(Optional<ApiKeys> keys) {
    this.keys = keys;
  }

  /** What becomes of a request. */
  sealed interface Admission {
    /** It comes in. */
    record Admitted(Principal principal) implements Admission {}

    /**
     * It does not.
     *
     * @param challenge the value of WWW-Authenticate
     * @param problem one sentence, without anything that was presented
     */
    record Refused(String challenge, String problem) implements Admission {}
  }

  /**
   * Judges the headers that say who sends a request.
   *
   * @param authorization every {@code Authorization} header
   * @param apiKey every {@code X-API-Key} header
   */
  Admission admit(List<String> authorization, List<String> apiKey) {
    if (keys.isEmpty()) {
      return new Admission.Admitted(new Principal.Anonymous());
    }
    return switch (Credential.of(authorization, apiKey)) {
      case Credential.None ignored ->
          new Admission.Refused(
              "Bearer", "expected an API key in Authorization or X-API-Key, got none");
      case Credential.Unusable unusable -> invalid(unusable.problem());
      case Credential.Key key -> admit(keys.get().holder(key.text()));
    };
  }

  private static Admission admit(Optional<Principal> holder) {
    return holder.isPresent()
        ? new Admission.Admitted(holder.get())
        : invalid("expected an API key that is in force, got another");
  }

  private static Admission.Refused invalid(String problem) {
    return new Admission.Refused("Bearer error=\"invalid_token\"", problem);
  }
}
