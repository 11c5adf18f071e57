package dev.brattice.gateway;

import dev.brattice.audit.AuditException;
import dev.brattice.catalogue.Catalogue;
import dev.brattice.config.ConfigException;
import dev.brattice.config.Configuration;
import dev.brattice.config.Settings;
import dev.brattice.crypto.FingerprintKey;
import dev.brattice.enforce.Denials;
import dev.brattice.identity.Principal;
import dev.brattice.identity.SessionKey;
import dev.brattice.inspect.secrets.SecretMask;
import dev.brattice.proxy.Exchange;
import dev.brattice.proxy.Observer;
import dev.brattice.proxy.ProvenanceLedger;
import dev.brattice.proxy.Ready;
import dev.brattice.proxy.Recorder;
import dev.brattice.proxy.Rulebook;
import dev.brattice.state.StateException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Everything that judges and records, in the order in which it is built: first what all connections
 * of this process share, then what one connection with a server has for itself.
 */
final class Parts {
  private final Configuration configuration;
  private final Host host;
  private final Store store;
  private final Rulebook rulebook;
  private final ProvenanceLedger ledger;
  private final SecretMask mask = new SecretMask();

  private Parts(Configuration configuration, Host host, Store store, Rulebook rulebook) {
    this.configuration = configuration;
    this.host = host;
    this.store = store;
    this.rulebook = rulebook;
    this.ledger = new ProvenanceLedger(store.tags(), store.key());
  }

  /**
   * Builds what is shared.
   *
   * @param problems receives one sentence for each thing that does not work but does not stop us
   */
  static Parts build(Configuration configuration, Host host, Consumer<String> problems)
      throws PartsException {
    Store store = Store.open(host, configuration.settings(), problems);
    Rulebook rulebook = rulebook(configuration, host, store.key(), problems);
    return new Parts(configuration, host, store, rulebook);
  }

  private static Rulebook rulebook(
      Configuration configuration, Host host, FingerprintKey key, Consumer<String> problems)
      throws PartsException {
    try {
      Rulebook rulebook = Rulebooks.of(configuration, key, host.version());
      if (!rulebook.broken().isEmpty()) {
        problems.accept(
            "these detectors miss the attack made up to test them: " + rulebook.broken());
      }
      return rulebook;
    } catch (ConfigException wrong) {
      throw new PartsException(String.valueOf(wrong.getMessage()));
    }
  }

  /** What judges and records one connection of {@code principal} with {@code server}. */
  Ready connection(ToolServer server, Principal principal) {
    return connection(
        server.directory().orElse(host.workingDirectory()),
        server.command(),
        server.trustDomain(),
        principal);
  }

  /** The same for a server somewhere else, whose files are judged as if they were here. */
  Ready connection(String trustDomain, Principal principal) {
    return connection(host.workingDirectory(), List.of(), trustDomain, principal);
  }

  private Ready connection(
      Path directory, List<String> command, String trustDomain, Principal principal) {
    Settings settings = configuration.settings();
    SessionKey session = new SessionKey.PrincipalScope(principal.name());
    Surroundings surroundings =
        new Surroundings(
            directory, host.userHome(), command, Surroundings.guarded(configuration, host));
    Catalogue catalogue = new Catalogue();
    Exchange exchange =
        new Exchange(
            rulebook,
            new Observer(surroundings::workspace),
            ledger,
            catalogue,
            principal,
            trustDomain);
    Recorder recorder =
        new Recorder(
            store.audit(),
            settings.audit().isRequired(),
            store.problem(),
            store.key(),
            principal,
            session,
            rulebook.digest());
    Denials denials = new Denials(settings.denyAs());
    return new Ready(exchange, recorder, denials, catalogue, surroundings::learnRoots);
  }

  SecretMask mask() {
    return mask;
  }

  /** Closes what was opened; the audit segment gets its seal. */
  void close() throws AuditException, StateException {
    store.close();
  }
}
