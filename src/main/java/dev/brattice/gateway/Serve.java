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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    Gate gate;
    try {
      gate = Gate.of(configuration, toAuthorities, voice::problem);
    } catch (ConfigException wrong) {
      return fail(String.valueOf(wrong.getMessage()), CONFIGURATION);
    }
    if (gate.ways().areOpen() && !LocalHosts.isLocal(settings.listen().host())) {
      return fail(
          "expected a loopback address as listen.host, got another: whoever reaches it could use"
              + " every server; set identity.api_keys.file, identity.jwt or listen.tls.client_ca to say"
              + " who may come in",
          CONFIGURATION);
    }
    if (settings.servers().isEmpty()) {
      return fail(NO_SERVERS, CONFIGURATION);
    }
    Parts parts;
    try {
      checkHeaders();
      parts = Parts.build(configuration, host, voice::problem);
    } catch (PartsException | ConfigException wrong) {
      return fail(String.valueOf(wrong.getMessage()), CONFIGURATION);
    }
    return listen(parts, gate);
  }

  /** Serves one client over these streams until it ends; the exit code. */
  public int run(InputStream in, OutputStream out) throws InterruptedException {
    if (settings.servers().isEmpty()) {
      return fail(NO_SERVERS, CONFIGURATION);
    }
    Parts parts;
    try {
      checkHeaders();
      parts = Parts.build(configuration, host, voice::problem);
    } catch (PartsException | ConfigException wrong) {
      return fail(String.valueOf(wrong.getMessage()), CONFIGURATION);
    }
    Map<String, Connector> servers = connectors(parts, new Principal.LocalProcess(host.userName()));
    var client =
        new StdioClient(
            new AggregateConnector(servers, host.version(), voice),
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

  private int listen(Parts parts, Gate gate) throws InterruptedException {
    var endpoints =
        new Endpoints<HttpEndpoint>(
            Router.paths(settings.servers().keySet()),
            (path, principal) -> endpoint(path, principal, parts),
            HttpEndpoint::close);
    var router =
        new Router(
            hosts(),
            new Gatekeeper(gate.ways(), callers, voice::problem),
            new CallLimits(settings.limits().callsPerMinute(), settings.limits().concurrentCalls()),
            endpoints);
    try (HttpListener listener =
        HttpListener.start(
            settings.listen().host(), settings.listen().port(), gate.tls(), router)) {
      Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
      String address =
          (gate.tls().isPresent() ? "https://" : "http://")
              + LocalHosts.inUrl(settings.listen().host())
              + ":"
              + listener.port();
      settings
          .servers()
          .keySet()
          .forEach(name -> voice.accept("`" + name + "` is at " + address + Router.path(name)));
      voice.accept("all of them are at " + address + Router.ALL);
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
      close(parts);
      stopped.countDown();
    }
    return DONE;
  }

  private KnownHosts hosts() {
    List<String> names = new ArrayList<>(settings.listen().hosts());
    names.add(settings.listen().host());
    settings.listen().publicUrl().map(url -> URI.create(url).getHost()).ifPresent(names::add);
    return new KnownHosts(names);
  }

  private HttpEndpoint endpoint(String path, Principal principal, Parts parts) {
    int bytesMax = settings.limits().frameBytesMax();
    Map<String, Connector> connectors = connectors(parts, principal);
    Connector connector =
        Optional.ofNullable(connectors.get(Router.server(path)))
            .orElseGet(() -> new AggregateConnector(connectors, host.version(), voice));
    return Router.isOlder(path)
        ? new HttpSse(bytesMax, connector, voice)
        : new StreamableHttp(bytesMax, connector, new HttpSessions(), host.version(), voice);
  }

  private Map<String, Connector> connectors(Parts parts, Principal principal) {
    Map<String, Connector> connectors = new LinkedHashMap<>();
    settings
        .servers()
        .forEach((name, server) -> connectors.put(name, connector(name, server, parts, principal)));
    return connectors;
  }

  private Connector connector(
      String name, Settings.Server server, Parts parts, Principal principal) {
    int bytesMax = settings.limits().frameBytesMax();
    return switch (server.reach()) {
      case Settings.Reach.Child child ->
          new ChildConnector(
              new ToolServer(name, child.command(), child.env(), child.cwd(), server.trustDomain()),
              parts,
              principal,
              bytesMax,
              decisions,
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
            voice);
      }
    };
  }

  /** What headers refer to must be there from the beginning, so that a slip shows at once. */
  private void checkHeaders() throws ConfigException {
    for (Settings.Server server : settings.servers().values()) {
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
