package dev.brattice.gateway;

import dev.brattice.config.ConfigException;
import dev.brattice.config.Configuration;
import dev.brattice.config.Settings;
import dev.brattice.identity.ApiKeys;
import dev.brattice.identity.jwt.AccessTokens;
import dev.brattice.identity.jwt.AgentTokens;
import dev.brattice.identity.jwt.SigningKeys;
import dev.brattice.wire.http.Documents;
import dev.brattice.wire.http.HttpCalls;
import dev.brattice.wire.http.Tls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Everything that a request meets first, as the configuration has it.
 *
 * @param ways the ways in
 * @param tls empty for plain HTTP
 */
record Entrance(Ways ways, Optional<Tls> tls) {
  /** How long before it expires a certificate is spoken of, in days. */
  static final long EXPIRY_DAYS = 14;

  private static final int OK = 200;

  /**
   * The gate of {@code configuration}.
   *
   * @param calls for what has to be read elsewhere
   * @param problems receives one sentence for each thing that does not work but does not stop us
   * @throws ConfigException when a file is not what it should be
   */
  static Entrance of(Configuration configuration, HttpCalls calls, Consumer<String> problems)
      throws ConfigException {
    Settings settings = configuration.settings();
    Optional<ApiKeys> keys = configuration.apiKeys();
    Optional<AccessTokens> tokens =
        settings.identity().jwt().map(jwt -> tokens(jwt, calls, problems));
    List<String> ids = settings.identity().agents();
    Optional<AgentTokens> agents =
        ids.isEmpty()
            ? Optional.empty()
            : Optional.of(new AgentTokens(ids, System::currentTimeMillis));
    boolean certificates = settings.listen().tls().flatMap(Settings.Tls::clientCa).isPresent();
    var ways =
        new Ways(
            keys.map(held -> (Supplier<ApiKeys>) () -> held),
            tokens,
            agents,
            certificates,
            settings.listen().publicUrl());
    Optional<Tls> tls = tls(settings, keys.isEmpty() && tokens.isEmpty() && agents.isEmpty());
    tls.ifPresent(it -> expiry(it, System.currentTimeMillis()).ifPresent(problems));
    return new Entrance(ways, tls);
  }

  private static AccessTokens tokens(Settings.Jwt jwt, HttpCalls calls, Consumer<String> problems) {
    SigningKeys.Fetch fetch =
        switch (jwt.keys()) {
          case Settings.KeyPlace.InFile file -> () -> fromFile(file.path());
          case Settings.KeyPlace.AtAddress at -> () -> fromAddress(at.address(), calls);
        };
    var keys =
        new SigningKeys(fetch, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), problems);
    return new AccessTokens(jwt.rules(), keys, System::currentTimeMillis);
  }

  private static byte[] fromFile(Path file) throws IOException {
    try {
      if (Files.size(file) <= SigningKeys.BYTES_MAX) {
        return Files.readAllBytes(file);
      }
    } catch (IOException unreadable) {
      // Said below.
    }
    throw new IOException(
        "expected a file of public keys that can be read as identity.jwt.jwks, got none; tokens"
            + " are refused");
  }

  private static byte[] fromAddress(URI address, HttpCalls calls)
      throws IOException, InterruptedException {
    try {
      var document =
          new Documents(calls)
              .get(
                  address,
                  Map.of("Accept", "application/jwk-set+json, application/json"),
                  Optional.empty(),
                  SigningKeys.BYTES_MAX);
      if (document.status() == OK) {
        return document.body().toArray();
      }
    } catch (IOException unreachable) {
      // Said below.
    }
    throw new IOException(
        "expected the issuer's public keys at identity.jwt.jwks, could not get them; those known"
            + " still count for a while, without any tokens are answered 503");
  }

  /** The certificate that {@code settings} name; nothing where the listener speaks plain HTTP. */
  static Optional<Tls> tls(Settings settings, boolean required) throws ConfigException {
    if (settings.listen().tls().isEmpty()) {
      return Optional.empty();
    }
    Settings.Tls files = settings.listen().tls().get();
    try {
      return Optional.of(Tls.read(files.certificate(), files.key(), files.clientCa(), required));
    } catch (IOException wrong) {
      throw new ConfigException(String.valueOf(wrong.getMessage()));
    }
  }

  /** What to say of a certificate that expires soon or has. */
  static Optional<String> expiry(Tls tls, long nowMillis) {
    long days = TimeUnit.MILLISECONDS.toDays(tls.untilMillis() - nowMillis);
    if (tls.untilMillis() <= nowMillis) {
      return Optional.of(
          "the certificate of listen.tls has expired: clients refuse it; put a new one in place"
              + " and start again");
    }
    return days >= EXPIRY_DAYS
        ? Optional.empty()
        : Optional.of(
            "the certificate of listen.tls expires in less than "
                + (days + 1)
                + " days; put a new one in place and start again");
  }
}
