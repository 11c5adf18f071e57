package dev.brattice.gateway;

import dev.brattice.config.ConfigException;
import dev.brattice.config.HeaderText;
import dev.brattice.config.Settings;
import dev.brattice.identity.CallerTokens;
import dev.brattice.identity.Principal;
import dev.brattice.upstream.Credentials;
import dev.brattice.upstream.GrantedTokens;
import dev.brattice.wire.http.Documents;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Makes what servers are shown of us: one token for all callers where we ask as ourselves, one for
 * each caller where theirs is exchanged.
 */
final class Grants {
  private static final String TOKEN = "urn:ietf:params:oauth:token-type:access_token";
  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

  private final Map<String, String> environment;
  private final CallerTokens callers;
  private final Documents documents;
  private final Map<String, Credentials> shared = new ConcurrentHashMap<>();

  Grants(Map<String, String> environment, CallerTokens callers, Documents documents) {
    this.environment = environment;
    this.callers = callers;
    this.documents = documents;
  }

  /** What {@code server} is shown when {@code principal} calls. */
  Credentials credentials(String server, Settings.Reach.Remote remote, Principal principal) {
    if (remote.grant().isEmpty()) {
      return Credentials.NONE;
    }
    Settings.Grant grant = remote.grant().get();
    return grant.exchangesCallers()
        ? tokens(grant, () -> exchange(grant, principal))
        : shared.computeIfAbsent(server, ignored -> tokens(grant, () -> own(grant)));
  }

  private Credentials tokens(Settings.Grant grant, GrantedTokens.Asking asking) {
    return new GrantedTokens(
        grant.address(), asking, documents, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
  }

  private GrantedTokens.Question own(Settings.Grant grant) throws Credentials.Absent {
    Map<String, String> form = new HashMap<>(grant.wanted());
    form.put("grant_type", "client_credentials");
    return new GrantedTokens.Question(grant.client(), secret(grant), form);
  }

  private GrantedTokens.Question exchange(Settings.Grant grant, Principal principal)
      throws Credentials.Absent {
    Optional<String> token = callers.of(principal);
    if (token.isEmpty()) {
      throw new Credentials.Absent(
          "takes only callers with an access token, which is exchanged for one of its own");
    }
    Map<String, String> form = new HashMap<>(grant.wanted());
    form.put("grant_type", EXCHANGE);
    form.put("subject_token", token.get());
    form.put("subject_token_type", TOKEN);
    form.put("requested_token_type", TOKEN);
    return new GrantedTokens.Question(grant.client(), secret(grant), form);
  }

  private Optional<String> secret(Settings.Grant grant) throws Credentials.Absent {
    if (grant.secret().isEmpty()) {
      return Optional.empty();
    }
    HeaderText secret = grant.secret().get();
    try {
      return Optional.of(secret.resolve(environment));
    } catch (ConfigException absent) {
      throw new Credentials.Absent("needs a token: " + absent.getMessage());
    }
  }
}
