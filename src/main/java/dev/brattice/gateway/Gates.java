package dev.brattice.gateway;

import dev.brattice.config.ConfigException;
import dev.brattice.config.Configuration;
import dev.brattice.wire.http.Tls;
import java.util.Optional;

/** Looks at what a request would meet first, without opening anything. */
public final class Gates {
  private Gates() {}

  /**
   * What there is to say of a certificate.
   *
   * @param expires whether somebody should do something about it
   * @param sentence for people
   */
  public record Said(boolean expires, String sentence) {}

  /**
   * What there is to say of the gateway's own certificate; empty where it has none.
   *
   * @throws ConfigException when its files are not what they should be
   */
  public static Optional<Said> certificate(Configuration configuration) throws ConfigException {
    Optional<Tls> tls = Entrance.tls(configuration.settings(), false);
    if (tls.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> expiry = Entrance.expiry(tls.get(), System.currentTimeMillis());
    return Optional.of(
        new Said(expiry.isPresent(), expiry.orElse("the certificate of listen.tls is in force")));
  }
}
