package dev.brattice.gateway;

import dev.brattice.audit.AuditException;
import dev.brattice.config.ConfigException;
import dev.brattice.config.Configuration;
import dev.brattice.config.HeaderText;
import dev.brattice.config.Settings;
import dev.brattice.identity.Principal;
import dev.brattice.proxy.DecisionIds;
import dev.brattice.proxy.aggregate.AggregateConnector;
import dev.brattice.proxy.http.Connector;
import dev.brattice.proxy.http.HttpSessions;
import dev.brattice.proxy.http.HttpSse;
import dev.brattice.proxy.http.StreamableHttp;
import dev.brattice.state.StateException;
import dev.brattice.wire.LineWriter;
import dev.brattice.wire.http.HttpCalls;
import dev.brattice.wire.http.HttpHandler;
import dev.brattice.wire.http.HttpListener;
import dev.brattice.wire.http.LocalHosts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The servers of the configuration for many clients over HTTP, each session with its own server
 * process or its own remote session, or for one over stdio.
 */
public final class Serve {
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
  private final Map<String, HttpHandler> endpoints = new LinkedHashMap<>();

  /** What is ended with the process, in this order. */
  private final List<Runnable> closing = new ArrayList<>();

  /** One for each server that is reached over HTTP. */
  private final List<HttpCalls> calls = new ArrayList<>();

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
  }

  /** Runs until the process is told to end; the exit code. */
  public int run() throws InterruptedException {
    if (!LocalHosts.isLocal(settings.listen().host())) {
      return fail(
          "expected a loopback address as listen.host, got another: whoever reaches it could use"
              + " every server, and this version cannot tell who calls; put a proxy with"
              + " authentication before it",
          CONFIGURATION);
    }
    if (settings.servers().isEmpty()) {
      return fail(NO_SERVERS, CONFIGURATION);
    }
    try {
      checkHeaders();
      return listen(Parts.build(configuration, host, voice::problem));
    } catch (PartsException | ConfigException wrong) {
      return fail(String.valueOf(wrong.getMessage()), CONFIGURATION);
    }
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
    calls.forEach(HttpCalls::close);
    close(parts);
    return DONE;
  }

  private int listen(Parts parts) throws InterruptedException {
    connect(parts);
    var router = new Router(endpoints);
    try (HttpListener listener =
        HttpListener.start(settings.listen().host(), settings.listen().port(), router)) {
      Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
      String address =
          "http://" + LocalHosts.inUrl(settings.listen().host()) + ":" + listener.port();
      settings
          .servers()
          .keySet()
          .forEach(name -> voice.accept("`" + name + "` is at " + address + Router.path(name)));
      voice.accept("all of them are at " + address + Router.ALL);
      stopping.await();
      router.drain();
    } catch (IOException refused) {
      return fail(String.valueOf(refused.getMessage()), CANNOT_RUN);
    } finally {
      closing.forEach(Runnable::run);
      calls.forEach(HttpCalls::close);
      close(parts);
      stopped.countDown();
    }
    return DONE;
  }

  private void connect(Parts parts) {
    Map<String, Connector> connectors = connectors(parts, new Principal.Anonymous());
    connectors.forEach((name, connector) -> endpoint(Router.path(name), connector));
    endpoint(Router.ALL, new AggregateConnector(connectors, host.version(), voice));
  }

  private void endpoint(String path, Connector connector) {
    int bytesMax = settings.limits().frameBytesMax();
    var streamable =
        new StreamableHttp(bytesMax, connector, new HttpSessions(), host.version(), voice);
    endpoints.put(path, streamable);
    closing.add(streamable::close);
    var older = new HttpSse(bytesMax, connector, voice);
    endpoints.put(Router.older(path), older);
    closing.add(older::close);
  }

  private Map<String, Connector> connectors(Parts parts, Principal principal) {
    var decisions = new DecisionIds(System.currentTimeMillis(), ProcessHandle.current().pid());
    Map<String, Connector> connectors = new LinkedHashMap<>();
    settings
        .servers()
        .forEach(
            (name, server) ->
                connectors.put(name, connector(name, server, parts, principal, decisions)));
    return connectors;
  }

  private Connector connector(
      String name,
      Settings.Server server,
      Parts parts,
      Principal principal,
      DecisionIds decisions) {
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
        var toServer = new HttpCalls();
        calls.add(toServer);
        yield new RemoteConnector(
            name,
            remote,
            host.environment(),
            () -> parts.connection(server.trustDomain(), principal),
            bytesMax,
            decisions,
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

  /** A signal: ends what runs, and holds the process until that is done. */
  private void stop() {
    stopping.countDown();
    try {
      stopped.await();
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
