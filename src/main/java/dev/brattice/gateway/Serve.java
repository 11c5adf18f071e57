package dev.brattice.gateway;

import dev.brattice.audit.AuditException;
import dev.brattice.config.ConfigException;
import dev.brattice.config.Configuration;
import dev.brattice.config.Settings;
import dev.brattice.identity.ApiKeys;
import dev.brattice.identity.CallLimits;
import dev.brattice.identity.Principal;
import dev.brattice.proxy.DecisionIds;
import dev.brattice.proxy.http.HttpSessions;
import dev.brattice.proxy.http.StreamableHttp;
import dev.brattice.state.StateException;
import dev.brattice.wire.http.HttpListener;
import dev.brattice.wire.http.LocalHosts;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Many clients over HTTP, each session with its own server process. */
public final class Serve {
  private static final int DONE = 0;
  private static final int CONFIGURATION = 2;
  private static final int CANNOT_RUN = 3;

  private final Configuration configuration;
  private final Settings settings;
  private final Host host;
  private final PrintStream err;
  private final Voice voice;
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
    Optional<ApiKeys> keys;
    try {
      keys = configuration.apiKeys();
    } catch (ConfigException wrong) {
      return fail(String.valueOf(wrong.getMessage()), CONFIGURATION);
    }
    if (keys.isEmpty() && !LocalHosts.isLocal(settings.listen().host())) {
      return fail(
          "expected a loopback address as listen.host, got another: whoever reaches it could use"
              + " every server; set identity.api_keys.file to say who may come in",
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
      parts = Parts.build(configuration, host, voice::problem);
    } catch (PartsException wrong) {
      return fail(String.valueOf(wrong.getMessage()), CONFIGURATION);
    }
    return listen(parts, keys);
  }

  private int listen(Parts parts, Optional<ApiKeys> keys) throws InterruptedException {
    Endpoints<StreamableHttp> endpoints = endpoints(parts);
    var router =
        new Router(
            hosts(),
            new Gatekeeper(keys),
            new CallLimits(settings.limits().callsPerMinute(), settings.limits().concurrentCalls()),
            endpoints);
    try (HttpListener listener =
        HttpListener.start(settings.listen().host(), settings.listen().port(), router)) {
      Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
      for (String name : settings.servers().keySet()) {
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
      endpoints.end(StreamableHttp::close);
      close(parts);
      stopped.countDown();
    }
    return DONE;
  }

  private KnownHosts hosts() {
    List<String> names = new ArrayList<>(settings.listen().hosts());
    names.add(settings.listen().host());
    return new KnownHosts(names);
  }

  private Endpoints<StreamableHttp> endpoints(Parts parts) {
    var decisions = new DecisionIds(System.currentTimeMillis(), ProcessHandle.current().pid());
    return new Endpoints<>(
        settings.servers().keySet(),
        (name, principal) -> endpoint(name, principal, parts, decisions));
  }

  private StreamableHttp endpoint(
      String name, Principal principal, Parts parts, DecisionIds decisions) {
    Settings.Server server = Objects.requireNonNull(settings.servers().get(name));
    int bytesMax = settings.limits().frameBytesMax();
    var tools =
        new ToolServer(name, server.command(), server.env(), server.cwd(), server.trustDomain());
    var connector = new ChildConnector(tools, parts, principal, bytesMax, decisions, err, voice);
    return new StreamableHttp(bytesMax, connector, new HttpSessions(), host.version(), voice);
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
