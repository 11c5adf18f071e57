package dev.brattice.config;

import dev.brattice.identity.jwt.AccessRules;
import dev.brattice.identity.jwt.DidKey;
import dev.brattice.identity.jwt.Signature;
import dev.brattice.policy.yaml.Nearest;
import dev.brattice.wire.http.LocalHosts;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads whose access tokens count, and the address for which they are. */
final class AccessReader {
  private static final String JWT = "identity.jwt.";
  private static final String PUBLIC_URL = "listen.public_url";

  private final SettingsReader values;

  AccessReader(SettingsReader values) {
    this.values = values;
  }

  /** The address under which clients reach us, without a slash at its end. */
  Optional<String> publicUrl() throws ConfigException {
    String text = values.text(PUBLIC_URL);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<URI> url = address(text);
    if (url.isEmpty()
        || !(url.get().getRawPath().isEmpty() || url.get().getRawPath().equals("/"))
        || url.get().getRawQuery() != null) {
      throw wrong(PUBLIC_URL, "an address such as https://gateway.example without a path");
    }
    return Optional.of(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  /** Callers with access tokens; empty where no issuer is set. */
  Optional<Settings.Jwt> jwt() throws ConfigException {
    String issuer = values.text(JWT + "issuer");
    String jwks = values.text(JWT + "jwks");
    if (issuer.isEmpty() && jwks.isEmpty()) {
      return Optional.empty();
    }
    if (address(issuer).filter(url -> url.getRawQuery() == null).isEmpty()) {
      throw wrong(JWT + "issuer", "an address such as https://login.example");
    }
    if (jwks.isEmpty()) {
      throw wrong(JWT + "jwks", "an address or a file with the issuer's public keys");
    }
    var rules =
        new AccessRules(
            issuer,
            Set.copyOf(values.texts(JWT + "audience")),
            algorithms(),
            values.text(JWT + "roles_claim"),
            values.pairs(JWT + "scopes"),
            values.texts(JWT + "required_scopes"));
    if (rules.audiences().isEmpty() && publicUrl().isEmpty()) {
      throw wrong(
          JWT + "audience",
          "an audience, or `listen.public_url`: tokens for others must not count");
    }
    return Optional.of(new Settings.Jwt(rules, keys(jwks)));
  }

  /** Programs that sign tokens about themselves. */
  List<String> agents() throws ConfigException {
    List<String> agents = values.texts("identity.agents");
    for (String agent : agents) {
      if (DidKey.read(agent).isEmpty()) {
        throw wrong("identity.agents", "names like did:key:z6Mk… of Ed25519 keys");
      }
    }
    if (!agents.isEmpty() && publicUrl().isEmpty()) {
      throw wrong(PUBLIC_URL, "an address for which the tokens of `identity.agents` are");
    }
    return agents;
  }

  private Set<String> algorithms() throws ConfigException {
    List<String> named = values.texts(JWT + "algorithms");
    if (named.isEmpty()) {
      return Set.copyOf(IdentityKeys.ALGORITHMS);
    }
    if (!Signature.ALGORITHMS.containsAll(named)) {
      throw wrong(JWT + "algorithms", "only " + Nearest.list(new TreeSet<>(Signature.ALGORITHMS)));
    }
    return Set.copyOf(named);
  }

  private Settings.KeyPlace keys(String jwks) throws ConfigException {
    if (!jwks.contains("://")) {
      return new Settings.KeyPlace.InFile(values.place(JWT + "jwks").orElseThrow());
    }
    Optional<URI> url = address(jwks);
    if (url.isEmpty()) {
      throw wrong(JWT + "jwks", "an https address, or a file");
    }
    return new Settings.KeyPlace.AtAddress(url.get());
  }

  /** An address that nobody on the way can answer for: https, or on this machine. */
  static Optional<URI> address(String text) {
    try {
      URI url = new URI(text);
      boolean safe =
          "https".equals(url.getScheme())
              || ("http".equals(url.getScheme())
                  && url.getHost() != null
                  && LocalHosts.isLocal(withoutBrackets(url.getHost())));
      return safe
              && url.getHost() != null
              && url.getRawUserInfo() == null
              && url.getRawFragment() == null
          ? Optional.of(url)
          : Optional.empty();
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private ConfigException wrong(String path, String expected) {
    return new ConfigException(
        values.get(path).source().text(),
        "expected " + expected + " as `" + path + "`, got something else");
  }
}
