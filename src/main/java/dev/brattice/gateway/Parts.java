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
import java.util.function.Supplier;

/**
 * Everything that judges and records, in the order in which it is built: first what all connections
 * of this process share, then what one connection with a server has for itself.
 */
final class Parts {
  private final Host host;
  private final Store store;
  private volatile InForce inForce;
  private final ProvenanceLedger ledger;
  private final SecretMask mask = new SecretMask();

  /** What decides now, what it was made of, and how many there were before it. */
  private record InForce(Configuration configuration, Rulebook rulebook, long number) {}

  private Parts(Host host, Store store, InForce inForce) {
    this.host = host;
    this.store = store;
    this.inForce = inForce;
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
    return new Parts(host, store, new InForce(configuration, rulebook, 0));
  }

  /**
   * Decides by {@code next} from now on, in every connection; what is under way ends as it began.
   *
   * @param problems receives one sentence for each thing that does not work but does not stop us
   * @return the digests of the policy before and now
   * @throws PartsException when it cannot decide: what was in force stays so
   */
  PolicyChange adopt(Configuration next, Consumer<String> problems) throws PartsException {
    Rulebook rulebook = rulebook(next, host, store.key(), problems);
    InForce before = inForce;
    inForce = new InForce(next, rulebook, before.number() + 1);
    return new PolicyChange(before.rulebook().policy().digest(), rulebook.policy().digest());
  }

  /** The digests of two policies, one after the other. */
  record PolicyChange(String before, String now) {}

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
  Supplier<Ready> connection(ToolServer server, Principal principal) {
    return connection(
        server.directory().orElse(host.workingDirectory()),
        server.command(),
        server.trustDomain(),
        principal);
  }

  /** The same for a server somewhere else, whose files are judged as if they were here. */
  Supplier<Ready> connection(String trustDomain, Principal principal) {
    return connection(host.workingDirectory(), List.of(), trustDomain, principal);
  }

  private Supplier<Ready> connection(
      Path directory, List<String> command, String trustDomain, Principal principal) {
    InForce now = inForce;
    Surroundings surroundings =
        new Surroundings(
            directory, host.userHome(), command, Surroundings.guarded(now.configuration(), host));
    Catalogue catalogue = new Catalogue();
    Exchange exchange =
        new Exchange(
            now.rulebook(),
            new Observer(surroundings::workspace),
            ledger,
            catalogue,
            principal,
            trustDomain);
    return new Standing(now, exchange, catalogue, surroundings, principal);
  }

  /** What judges and records in one connection, under the rules of the moment. */
  private final class Standing implements Supplier<Ready> {
    private final Exchange exchange;
    private final Catalogue catalogue;
    private final Surroundings surroundings;
    private final Principal principal;
    private volatile Built built;

    private record Built(InForce by, Ready ready) {}

    Standing(
        InForce now,
        Exchange exchange,
        Catalogue catalogue,
        Surroundings surroundings,
        Principal principal) {
      this.exchange = exchange;
      this.catalogue = catalogue;
      this.surroundings = surroundings;
      this.principal = principal;
      this.built = new Built(now, ready(now));
    }

    @Override
    public Ready get() {
      InForce now = inForce;
      Built last = built;
      if (last.by().number() != now.number()) {
        // Two threads may do this at once, to the same effect.
        surroundings.guard(Surroundings.guarded(now.configuration(), host));
        last = new Built(now, ready(now));
        built = last;
      }
      return last.ready();
    }

    private Ready ready(InForce now) {
      Settings settings = now.configuration().settings();
      Recorder recorder =
          new Recorder(
              store.audit(),
              settings.audit().isRequired(),
              store.problem(),
              store.key(),
              principal,
              new SessionKey.PrincipalScope(principal.name()),
              now.rulebook().digest());
      return new Ready(
          exchange.under(now.rulebook()),
          recorder,
          new Denials(settings.denyAs()),
          catalogue,
          surroundings::learnRoots);
    }
  }

  SecretMask mask() {
    return mask;
  }

  /** Closes what was opened; the audit segment gets its seal. */
  void close() throws AuditException, StateException {
    store.close();
  }
}
