package dev.brattice.gateway;

import dev.brattice.audit.AuditException;
import dev.brattice.config.ConfigException;
import dev.brattice.config.Configuration;
import dev.brattice.config.HeaderText;
import dev.brattice.config.Settings;
import dev.brattice.identity.CallLimits;
import dev.brattice.identity.CallerTokens;
import dev.brattice.identity.Principal;
import dev.brattice.proxy.DecisionIds;
import dev.brattice.proxy.aggregate.AggregateConnector;
import dev.brattice.proxy.http.Connector;
import dev.brattice.proxy.http.HttpEndpoint;
import dev.brattice.proxy.http.HttpSessions;
import dev.brattice.proxy.http.HttpSse;
import dev.brattice.proxy.http.StreamableHttp;
import dev.brattice.state.StateException;
import dev.brattice.upstream.Breaker;
import dev.brattice.wire.LineWriter;
import dev.brattice.wire.http.Documents;
import dev.brattice.wire.http.HttpCalls;
import dev.brattice.wire.http.HttpListener;
import dev.brattice.wire.http.LocalHosts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * The servers of the configuration for many clients over HTTP, each session with its own server
 * process or its own remote session, or for one over stdio.
 */
public final class Serve {
  /** How long calls under way may take once the process is told to end, in milliseconds. */
  static final long DRAIN_MILLIS = 10_000;

  private static final int DONE = 0;
  private static final int CONFIGURATION = 2;
  private static final int CANNOT_RUN = 3;
  private static final String NO_SERVERS =
      "expected at least one server under `servers`, got none; `brattice init` writes a"
          + " configuration to begin with";

  private final Configuration configuration;
  private final Settings settings;
  private final Host host;
  private final PrintStream err;
  private final Voice voice;

  /** One for each server that is reached over HTTP, by its name. */
  private final Map<String, HttpCalls> calls = new ConcurrentHashMap<>();

  /** To who says who callers are. */
  private final HttpCalls toAuthorities = new HttpCalls();

  private final CallerTokens callers;
  private final Grants grants;

  private final DecisionIds decisions =
      new DecisionIds(System.currentTimeMillis(), ProcessHandle.current().pid());
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * A gateway of {@code configuration}.
   *
   * @param quiet whether only problems are said on {@code err}
   */
  public Serve(Configuration configuration, Host host, PrintStream err, boolean quiet) {
    this.configuration = configuration;
    this.settings = configuration.settings();
    this.host = host;
    this.err = err;
    this.voice = new Voice(err, quiet);
    this.callers = new CallerTokens(exchangesTokens() ? CallerTokens.CALLERS_MAX : 0);
    this.grants = new Grants(host.environment(), callers, new Documents(toAuthorities));
  }

  private boolean exchangesTokens() {
    return settings.servers().values().stream()
        .anyMatch(
            server ->
                server.reach() instanceof Settings.Reach.Remote remote
                    && remote.grant().filter(Settings.Grant::exchangesCallers).isPresent());
  }

  /** Runs until the process is told to end; the exit code. */
  public int run() throws InterruptedException {
    Parts parts;
    Entrance entrance;
    Router.Admittance admittance;
    try {
      entrance = Entrance.of(configuration, toAuthorities, voice::problem);
      admittance = admittance(configuration, entrance);
      parts = Parts.build(configuration, host, voice::problem);
    } catch (PartsException | ConfigException wrong) {
      return fail(String.valueOf(wrong.getMessage()), CONFIGURATION);
    }
    try {
      Agents agents = Agents.of(configuration, host, decisions, !entrance.ways().areOpen(), voice);
      return listen(parts, admittance, entrance, agents);
    } catch (ConfigException wrong) {
      close(parts);
      return fail(String.valueOf(wrong.getMessage()), CONFIGURATION);
    }
  }

  /** Serves one client over these streams until it ends; the exit code. */
  public int run(InputStream in, OutputStream out) throws InterruptedException {
    Parts parts;
    try {
      checkServers(configuration);
      parts = Parts.build(configuration, host, voice::problem);
    } catch (PartsException | ConfigException wrong) {
      return fail(String.valueOf(wrong.getMessage()), CONFIGURATION);
    }
    var principal = new Principal.LocalProcess(host.userName());
    var servers = new Servers(settings.servers(), (name, server) -> maker(name, server, parts));
    var client =
        new StdioClient(
            new AggregateConnector(() -> servers.connectors(principal), host.version(), voice),
            settings.limits().frameBytesMax(),
            new LineWriter(out),
            voice);
    Runtime.getRuntime().addShutdownHook(new Thread(client::close));
    client.pump(in);
    client.close();
    toAuthorities.close();
    calls.values().forEach(HttpCalls::close);
    close(parts);
    return DONE;
  }

  /** Who may come in by {@code wanted}, once it is known that it can be served. */
  private Router.Admittance admittance(Configuration wanted) throws ConfigException {
    return admittance(wanted, Entrance.of(wanted, toAuthorities, voice::problem));
  }

  private Router.Admittance admittance(Configuration wanted, Entrance entrance)
      throws ConfigException {
    Settings from = wanted.settings();
    if (entrance.ways().areOpen() && !LocalHosts.isLocal(from.listen().host())) {
      throw new ConfigException(
          "expected a loopback address as listen.host, got another: whoever reaches it could use"
              + " every server; set identity.api_keys.file, identity.jwt or listen.tls.client_ca to say"
              + " who may come in");
    }
    checkServers(wanted);
    List<String> names = new ArrayList<>(from.listen().hosts());
    names.add(settings.listen().host());
    from.listen().publicUrl().map(url -> URI.create(url).getHost()).ifPresent(names::add);
    return new Router.Admittance(
        new KnownHosts(names),
        new Gatekeeper(entrance.ways(), callers, voice::problem),
        new CallLimits(from.limits().callsPerMinute(), from.limits().concurrentCalls()));
  }

  private int listen(Parts parts, Router.Admittance admittance, Entrance entrance, Agents agents)
      throws InterruptedException {
    var servers = new Servers(settings.servers(), (name, server) -> maker(name, server, parts));
    var endpoints =
        new Endpoints<HttpEndpoint>(
            paths(servers, agents),
            (path, principal) ->
                agents.paths().contains(path)
                    ? agents.endpoint(path, principal, parts)
                    : endpoint(path, principal, servers),
            HttpEndpoint::close);
    var router = new Router(admittance, endpoints);
    var adopting =
        new Adopting(parts, servers, endpoints, router, agents.paths(), this::admittance, voice);
    try (HttpListener listener =
            HttpListener.start(
                settings.listen().host(), settings.listen().port(), entrance.tls(), router);
        Reload reload = new Reload(configuration, adopting, voice)) {
      Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
      String address =
          (entrance.tls().isPresent() ? "https://" : "http://")
              + LocalHosts.inUrl(settings.listen().host())
              + ":"
              + listener.port();
      servers
          .names()
          .forEach(name -> voice.accept("`" + name + "` is at " + address + Router.path(name)));
      voice.accept("all of them are at " + address + Router.ALL);
      agents.paths().forEach(path -> voice.accept("an agent is at " + address + path));
      reload.start();
      stopping.await();
      router.drain();
      endpoints.end(HttpEndpoint::drain);
      router.awaitIdle(DRAIN_MILLIS);
      // What is still open is told that its server is gone, while there is a connection for that.
      endpoints.end(HttpEndpoint::close);
    } catch (IOException refused) {
      return fail(String.valueOf(refused.getMessage()), CANNOT_RUN);
    } finally {
      endpoints.end(HttpEndpoint::close);
      calls.values().forEach(HttpCalls::close);
      toAuthorities.close();
      agents.close();
      close(parts);
      stopped.countDown();
    }
    return DONE;
  }

  private static Set<String> paths(Servers servers, Agents agents) {
    Set<String> paths = new HashSet<>(Router.paths(servers.names()));
    paths.addAll(agents.paths());
    return paths;
  }

  private HttpEndpoint endpoint(String path, Principal principal, Servers servers) {
    int bytesMax = settings.limits().frameBytesMax();
    String name = Router.server(path);
    Connector connector =
        name.isEmpty()
            ? new AggregateConnector(() -> servers.connectors(principal), host.version(), voice)
            : servers.connector(name, principal);
    return Router.isOlder(path)
        ? new HttpSse(bytesMax, connector, voice)
        : new StreamableHttp(bytesMax, connector, new HttpSessions(), host.version(), voice);
  }

  private Servers.Maker maker(String name, Settings.Server server, Parts parts) {
    var breaker = new Breaker();
    return principal -> connector(name, server, parts, principal, breaker);
  }

  private Connector connector(
      String name, Settings.Server server, Parts parts, Principal principal, Breaker breaker) {
    int bytesMax = settings.limits().frameBytesMax();
    return switch (server.reach()) {
      case Settings.Reach.Child child ->
          new ChildConnector(
              new ToolServer(name, child.command(), child.env(), child.cwd(), server.trustDomain()),
              parts,
              principal,
              bytesMax,
              decisions,
              breaker,
              err,
              voice);
      case Settings.Reach.Remote remote -> {
        HttpCalls toServer = calls.computeIfAbsent(name, ignored -> new HttpCalls());
        yield new RemoteConnector(
            name,
            remote,
            host.environment(),
            () -> parts.connection(server.trustDomain(), principal),
            bytesMax,
            decisions,
            grants.credentials(name, remote, principal),
            toServer,
            breaker,
            voice);
      }
    };
  }

  /** What headers refer to must be there from the beginning, so that a slip shows at once. */
  private void checkServers(Configuration wanted) throws ConfigException {
    if (wanted.settings().servers().isEmpty() && wanted.settings().agents().isEmpty()) {
      throw new ConfigException(NO_SERVERS);
    }
    for (Settings.Server server : wanted.settings().servers().values()) {
      if (server.reach() instanceof Settings.Reach.Remote remote) {
        for (HeaderText header : remote.headers().values()) {
          String ignored = header.resolve(host.environment());
        }
      }
    }
  }

  /** A signal: ends what runs, and holds the process until that is done, which is no failure. */
  private void stop() {
    stopping.countDown();
    try {
      stopped.await();
      Runtime.getRuntime().halt(DONE);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private void close(Parts parts) {
    try {
      parts.close();
    } catch (AuditException | StateException late) {
      voice.problem(String.valueOf(late.getMessage()));
    }
  }

  private int fail(String problem, int code) {
    voice.problem(problem);
    return code;
  }
}
