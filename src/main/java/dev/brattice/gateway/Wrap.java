package dev.brattice.gateway;

import dev.brattice.audit.AuditException;
import dev.brattice.identity.Principal;
import dev.brattice.proxy.DecisionIds;
import dev.brattice.proxy.Readiness;
import dev.brattice.proxy.Ready;
import dev.brattice.proxy.Relay;
import dev.brattice.proxy.StdioRelay;
import dev.brattice.state.StateException;
import dev.brattice.upstream.StderrDrain;
import dev.brattice.upstream.StdioUpstream;
import dev.brattice.upstream.UpstreamException;
import dev.brattice.wire.LineWriter;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One client, one server, both over stdio. The order is what a developer waits for: the child
 * starts first, because its own start takes longest; the client's bytes flow as soon as there is a
 * pipe; what judges is built beside the handshake, and the server's first reply waits for it.
 */
public final class Wrap {
  /** How long a server may take to end by itself after its input ended, and again after TERM. */
  static final long GRACE_MILLIS = 2_000;

  /** How long a client whose server is gone may still ask and be told, in milliseconds. */
  static final long LINGER_MILLIS = 1_500;

  /** How long what judges waits with its building for the client's first message. */
  static final long FIRST_MESSAGE_MILLIS = 100;

  private static final int DONE = 0;
  private static final int CONFIGURATION = 2;
  private static final int CANNOT_RUN = 3;

  private final WrapSetup setup;
  private final InputStream in;
  private final OutputStream out;
  private final PrintStream err;
  private final Voice voice;

  /** A wrap of {@code setup} between these streams. */
  public Wrap(WrapSetup setup, InputStream in, OutputStream out, PrintStream err) {
    this.setup = setup;
    this.in = in;
    this.out = out;
    this.err = err;
    this.voice = new Voice(err, setup.quiet());
  }

  /** Runs until either side ends; the exit code. */
  public int run() throws InterruptedException {
    var serverInput = new CompletableFuture<OutputStream>();
    var parts = new CompletableFuture<Parts>();
    var readiness = new Readiness(parts.thenApply(this::connection));
    StdioRelay relay = relay(new LineWriter(new LateOutput(serverInput)), readiness);
    thread("client", () -> relay.pumpClient(in));
    StdioUpstream upstream;
    try {
      upstream = StdioUpstream.start(setup.command(), setup.serverEnvironment(), setup.directory());
    } catch (UpstreamException problem) {
      serverInput.complete(OutputStream.nullOutputStream());
      return fail(relay, String.valueOf(problem.getMessage()), CANNOT_RUN);
    }
    serverInput.complete(upstream.stdin());
    Thread server = thread("server", () -> relay.pumpServer(upstream.stdout()));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(upstream, parts)));
    thread("parts", () -> build(readiness, parts));
    thread("stderr", () -> drain(upstream, parts));
    setup.greeting().ifPresent(voice);
    int code = await(relay, upstream, server);
    end(upstream, parts);
    return code;
  }

  private StdioRelay relay(LineWriter toServer, Readiness readiness) {
    return new StdioRelay(
        new Relay.Settings(
            setup.serverName(), setup.configuration().settings().limits().frameBytesMax()),
        new LineWriter(out),
        toServer,
        readiness,
        new DecisionIds(System.currentTimeMillis(), ProcessHandle.current().pid()),
        voice);
  }

  private void build(Readiness readiness, CompletableFuture<Parts> parts) {
    try {
      readiness.awaitWanted(FIRST_MESSAGE_MILLIS);
      parts.complete(Parts.build(setup.configuration(), setup.host(), voice::problem));
    } catch (PartsException problem) {
      parts.completeExceptionally(problem);
    } catch (InterruptedException ending) {
      parts.completeExceptionally(new PartsException("ending"));
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) {
      // A thread's entry point: nothing may pass unjudged.
      parts.completeExceptionally(
          new PartsException("internal error while starting: " + bug.getClass().getSimpleName()));
    }
  }

  private Ready connection(Parts parts) {
    return parts
        .connection(setup.server(), new Principal.LocalProcess(setup.host().userName()))
        .get();
  }

  /** The server's words go on as soon as there is something to mask secrets with. */
  private void drain(StdioUpstream upstream, CompletableFuture<Parts> parts) {
    new StderrDrain(
            upstream.stderr(),
            err,
            setup.serverName(),
            line -> {
              try {
                return parts.get().mask().mask(line);
              } catch (ExecutionException failed) {
                return "(a line of " + line.length() + " characters)";
              } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                return "";
              }
            })
        .run();
  }

  private int await(StdioRelay relay, StdioUpstream upstream, Thread server)
      throws InterruptedException {
    return switch (relay.awaitEnd()) {
      case StdioRelay.End.ClientClosed ignored -> {
        // As the bare server would see it; what it still answers is still passed on.
        upstream.closeStdin();
        server.join(GRACE_MILLIS);
        yield DONE;
      }
      case StdioRelay.End.ServerClosed ignored -> serverEnded(relay, upstream);
      case StdioRelay.End.NotReady failed -> fail(relay, failed.problem(), CONFIGURATION);
      case StdioRelay.End.Broken failed -> fail(relay, failed.problem(), CANNOT_RUN);
    };
  }

  private int fail(StdioRelay relay, String problem, int code) throws InterruptedException {
    voice.problem(problem);
    relay.abandon("Brattice: " + problem);
    relay.awaitClient(LINGER_MILLIS);
    return code;
  }

  private int serverEnded(StdioRelay relay, StdioUpstream upstream) throws InterruptedException {
    Optional<Integer> code = upstream.exitCode(GRACE_MILLIS);
    String how =
        code.isEmpty()
            ? "closed its output"
            : code.get() == 0 ? "ended" : "ended with exit code " + code.get();
    String problem =
        "the server `"
            + setup.serverName()
            + "` "
            + how
            + "; this is not a policy decision. Its command is `"
            + setup.command().getFirst()
            + "`; its own words, if it had any, are on standard error";
    boolean orderly = code.filter(exit -> exit == 0).isPresent() && relay.hasAnswered();
    return fail(relay, problem, orderly ? DONE : CANNOT_RUN);
  }

  /** Ends everything, once: the normal end and a signal both come here. */
  private static void end(StdioUpstream upstream, CompletableFuture<Parts> parts) {
    upstream.stop(GRACE_MILLIS);
    try {
      // What judges may still be under construction; it has written nothing that must be closed.
      if (parts.isDone() && !parts.isCompletedExceptionally()) {
        parts.get(GRACE_MILLIS, TimeUnit.MILLISECONDS).close();
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | AuditException | StateException late) {
      // A chain without its seal still verifies; it says that its process did not close it.
    }
  }

  private static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(task, "brattice-" + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
