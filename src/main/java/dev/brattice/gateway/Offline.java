package dev.brattice.gateway;

import dev.brattice.catalogue.Catalogue;
import dev.brattice.config.ConfigException;
import dev.brattice.config.Configuration;
import dev.brattice.crypto.FingerprintKey;
import dev.brattice.identity.Principal;
import dev.brattice.proxy.Exchange;
import dev.brattice.proxy.Observer;
import dev.brattice.proxy.ProvenanceLedger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** The real judgement without a server, a session or anything kept. */
public final class Offline {
  private Offline() {}

  /** An exchange that judges by {@code configuration} and remembers nothing. */
  public static Exchange exchange(Configuration configuration, Host host) throws ConfigException {
    byte[] random = new byte[FingerprintKey.LENGTH_BYTES];
    new SecureRandom().nextBytes(random);
    FingerprintKey key = new FingerprintKey(random);
    List<Path> guarded = Surroundings.guarded(configuration, host);
    Surroundings surroundings =
        new Surroundings(host.workingDirectory(), host.userHome(), List.of(), guarded);
    return new Exchange(
        Rulebooks.of(configuration, key, host.version()),
        new Observer(surroundings::workspace),
        new ProvenanceLedger(Optional.empty(), key),
        new Catalogue(),
        new Principal.LocalProcess(host.userName()),
        "");
  }
}
