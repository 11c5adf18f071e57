package dev.brattice.gateway;

import dev.brattice.audit.AuditException;
import dev.brattice.config.ConfigException;
import dev.brattice.config.Configuration;
import dev.brattice.config.HeaderText;
import dev.brattice.config.Settings;
import dev.brattice.identity.Principal;
import dev.brattice.proxy.DecisionIds;
import dev.brattice.proxy.http.Connector;
import dev.brattice.proxy.http.HttpSessions;
import dev.brattice.proxy.http.StreamableHttp;
import dev.brattice.state.StateException;
import dev.brattice.wire.http.HttpCalls;
import dev.brattice.wire.http.HttpListener;
import dev.brattice.wire.http.LocalHosts;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Many clients over HTTP, each session with its own server process or its own remote session. */
public final class Serve {
  private static final int DONE = 0;
  private static final int CONFIGURATION = 2;
  private static final int CANNOT_RUN = 3;

  private final Configuration configuration;
  private final Settings settings;
  private final Host host;
  private final PrintStream err;
  private final Voice voice;
  private final Map<String, StreamableHttp> endpoints = new LinkedHashMap<>();

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
      return fail(
          "expected at least one server under `servers`, got none; `brattice init` writes a"
              + " configuration to begin with",
          CONFIGURATION);
    }
    Parts parts;
    try {
      checkHeaders();
      parts = Parts.build(configuration, host, voice::problem);
    } catch (PartsException | ConfigException wrong) {
      return fail(String.valueOf(wrong.getMessage()), CONFIGURATION);
    }
    return listen(parts);
  }

  private int listen(Parts parts) throws InterruptedException {
    connect(parts);
    var router = new Router(endpoints);
    try (HttpListener listener =
        HttpListener.start(settings.listen().host(), settings.listen().port(), router)) {
      Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
      for (String name : endpoints.keySet()) {
        voice.accept(
            "`"
                + name
                + "` is at http://"
                + LocalHosts.inUrl(settings.listen().host())
                + ":"
                + listener.port()
                + Router.path(name));
      }
      stopping.await();
      router.drain();
    } catch (IOException refused) {
      return fail(String.valueOf(refused.getMessage()), CANNOT_RUN);
    } finally {
      endpoints.values().forEach(StreamableHttp::close);
      calls.forEach(HttpCalls::close);
      close(parts);
      stopped.countDown();
    }
    return DONE;
  }

  private void connect(Parts parts) {
    var decisions = new DecisionIds(System.currentTimeMillis(), ProcessHandle.current().pid());
    int bytesMax = settings.limits().frameBytesMax();
    settings
        .servers()
        .forEach(
            (name, server) ->
                endpoints.put(
                    name,
                    new StreamableHttp(
                        bytesMax,
                        connector(name, server, parts, decisions),
                        new HttpSessions(),
                        host.version(),
                        voice)));
  }

  private Connector connector(
      String name, Settings.Server server, Parts parts, DecisionIds decisions) {
    var principal = new Principal.Anonymous();
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
