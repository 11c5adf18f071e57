package dev.brattice.gateway;

import dev.brattice.audit.AuditException;
import dev.brattice.catalogue.Catalogue;
import dev.brattice.config.ConfigException;
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
import dev.brattice.state.Home;
import dev.brattice.state.StateException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Everything that judges and records for one connection, in the order in which it is built. */
final class Parts {
  private final Ready ready;
  private final SecretMask mask;
  private final Store store;

  private Parts(Ready ready, SecretMask mask, Store store) {
    this.ready = ready;
    this.mask = mask;
    this.store = store;
  }

  /**
   * Builds the parts.
   *
   * @param problems receives one sentence for each thing that does not work but does not stop us
   */
  static Parts build(WrapSetup setup, Consumer<String> problems) throws PartsException {
    Settings settings = setup.configuration().settings();
    Host host = setup.host();

    Principal principal = new Principal.LocalProcess(host.userName());
    SessionKey session = new SessionKey.PrincipalScope(principal.name());
    Store store = Store.open(host, settings, problems);
    Rulebook rulebook = rulebook(setup, store.key(), problems);
    Surroundings surroundings =
        new Surroundings(
            setup.directory().orElse(host.workingDirectory()),
            host.userHome(),
            setup.command(),
            guarded(setup));
    Catalogue catalogue = new Catalogue();
    Exchange exchange =
        new Exchange(
            rulebook,
            new Observer(surroundings::workspace),
            new ProvenanceLedger(store.tags(), store.key()),
            catalogue,
            principal,
            setup.trustDomain());
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
    Ready ready = new Ready(exchange, recorder, denials, catalogue, surroundings::learnRoots);
    return new Parts(ready, new SecretMask(), store);
  }

  private static Rulebook rulebook(WrapSetup setup, FingerprintKey key, Consumer<String> problems)
      throws PartsException {
    try {
      Rulebook rulebook = Rulebooks.of(setup.configuration(), key, setup.host().version());
      if (!rulebook.broken().isEmpty()) {
        problems.accept(
            "these detectors miss the attack made up to test them: " + rulebook.broken());
      }
      return rulebook;
    } catch (ConfigException wrong) {
      throw new PartsException(String.valueOf(wrong.getMessage()));
    }
  }

  /** What no guarded tool may touch: our own state, and the files that decide what is allowed. */
  private static List<Path> guarded(WrapSetup setup) {
    List<Path> guarded = new ArrayList<>(setup.configuration().files());
    try {
      guarded.add(Home.place(setup.host().environment(), setup.host().userHome()));
    } catch (StateException nowhere) {
      // There is no such folder to guard; the store has said so.
    }
    setup.host().program().ifPresent(guarded::add);
    return List.copyOf(guarded);
  }

  Ready ready() {
    return ready;
  }

  SecretMask mask() {
    return mask;
  }

  /** Closes what was opened; the audit segment gets its seal. */
  void close() throws AuditException, StateException {
    store.close();
  }
}
