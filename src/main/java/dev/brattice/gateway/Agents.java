package dev.brattice.gateway;

import dev.brattice.config.ConfigException;
import dev.brattice.config.Configuration;
import dev.brattice.config.HeaderText;
import dev.brattice.config.Settings;
import dev.brattice.crypto.SigningKey;
import dev.brattice.identity.Principal;
import dev.brattice.proxy.DecisionIds;
import dev.brattice.proxy.Gate;
import dev.brattice.proxy.a2a.AgentEndpoint;
import dev.brattice.proxy.a2a.RemoteAgent;
import dev.brattice.proxy.a2a.TaskOwners;
import dev.brattice.proxy.http.HttpEndpoint;
import dev.brattice.state.Home;
import dev.brattice.state.KeyFile;
import dev.brattice.state.StateException;
import dev.brattice.upstream.UpstreamException;
import dev.brattice.wire.http.HttpCalls;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The agents of the configuration, each at a path of its own. */
final class Agents implements AutoCloseable {
  private static final String PREFIX = "/a2a/";

  private final HttpCalls calls = new HttpCalls();
  private final Map<String, Known> agents = new LinkedHashMap<>();
  private final int bytesMax;
  private final Optional<SigningKey> key;
  private final DecisionIds decisions;
  private final boolean authenticates;
  private final Consumer<String> log;

  private record Known(RemoteAgent agent, String trustDomain, TaskOwners owners) {}

  private Agents(
      int bytesMax,
      Optional<SigningKey> key,
      DecisionIds decisions,
      boolean authenticates,
      Consumer<String> log) {
    this.bytesMax = bytesMax;
    this.key = key;
    this.decisions = decisions;
    this.authenticates = authenticates;
    this.log = log;
  }

  /**
   * The agents of {@code configuration}.
   *
   * @param authenticates whether callers are told apart
   */
  static Agents of(
      Configuration configuration,
      Host host,
      DecisionIds decisions,
      boolean authenticates,
      Voice voice)
      throws ConfigException {
    Settings settings = configuration.settings();
    Optional<SigningKey> key =
        settings.agents().isEmpty() ? Optional.empty() : signingKey(host, voice::problem);
    var agents =
        new Agents(settings.limits().frameBytesMax(), key, decisions, authenticates, voice);
    for (Map.Entry<String, Settings.Agent> entry : settings.agents().entrySet()) {
      agents.add(entry.getKey(), entry.getValue(), host.environment());
    }
    return agents;
  }

  private static Optional<SigningKey> signingKey(Host host, Consumer<String> problems) {
    try {
      Home home = Home.open(host.environment(), host.userHome());
      return Optional.of(KeyFile.loadOrCreateSigning(home.keys()));
    } catch (StateException absent) {
      problems.accept(absent.getMessage() + "; agents' cards are not signed");
      return Optional.empty();
    }
  }

  private void add(String name, Settings.Agent agent, Map<String, String> environment)
      throws ConfigException {
    // What headers refer to must be there from the beginning, so that a slip shows at once.
    Map<String, String> ignored = resolved(agent, environment);
    var remote =
        new RemoteAgent(
            name,
            agent.reach().url(),
            () -> headers(agent, environment),
            Configuration.cardKeys(agent),
            calls,
            log);
    agents.put(
        PREFIX + name, new Known(remote, agent.trustDomain(), new TaskOwners(authenticates)));
  }

  private static Map<String, String> headers(Settings.Agent agent, Map<String, String> environment)
      throws UpstreamException {
    try {
      return resolved(agent, environment);
    } catch (ConfigException absent) {
      throw new UpstreamException(String.valueOf(absent.getMessage()));
    }
  }

  private static Map<String, String> resolved(Settings.Agent agent, Map<String, String> environment)
      throws ConfigException {
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<String, HeaderText> header : agent.reach().headers().entrySet()) {
      headers.put(header.getKey(), header.getValue().resolve(environment));
    }
    return headers;
  }

  /** The paths at which agents are. */
  Set<String> paths() {
    return agents.keySet();
  }

  /** The path of an agent that {@code path} is below; any other path as it is. */
  static String place(String path) {
    if (!path.startsWith(PREFIX)) {
      return path;
    }
    int end = path.indexOf('/', PREFIX.length());
    return end < 0 ? path : path.substring(0, end);
  }

  /** What answers {@code principal} at {@code path}, which is one of {@link #paths()}. */
  HttpEndpoint endpoint(String path, Principal principal, Parts parts) {
    Known known = Optional.ofNullable(agents.get(path)).orElseThrow();
    var gate =
        new Gate(
            known.agent().name(),
            parts.connection(known.trustDomain(), principal),
            decisions,
            System::currentTimeMillis,
            log);
    return new AgentEndpoint(
        path,
        known.agent(),
        gate,
        new AgentEndpoint.Settings(principal.name(), known.owners(), bytesMax, key, authenticates));
  }

  @Override
  public void close() {
    calls.close();
  }
}
