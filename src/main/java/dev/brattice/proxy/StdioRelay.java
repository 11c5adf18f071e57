package dev.brattice.proxy;

import dev.brattice.wire.LineWriter;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One client, one server, both over stdio. Two threads, one a direction; each reads a line, decides
 * and writes before it reads the next, so order is kept, and a cancellation never waits for the
 * call that it cancels.
 */
public final class StdioRelay {
  private final Relay relay;
  private final int frameBytesMax;
  private final Consumer<String> log;
  private final LargeMessages large = new LargeMessages();
  private final CountDownLatch clientEnded = new CountDownLatch(1);
  private final CompletableFuture<End> end = new CompletableFuture<>();

  /** Why a relay ended. */
  public sealed interface End {
    /** The client closed its end. */
    record ClientClosed() implements End {}

    /** The server closed its end while the client still listened. */
    record ServerClosed() implements End {}

    /** What should judge could not be built. */
    record NotReady(String problem) implements End {}

    /** A bug: nothing more may pass. */
    record Broken(String problem) implements End {}
  }

  /** A relay that writes to these and judges once {@code readiness} says so. */
  public StdioRelay(
      Relay.Settings settings,
      LineWriter toClient,
      LineWriter toServer,
      Readiness readiness,
      DecisionIds decisions,
      Consumer<String> log) {
    this(
        settings,
        new Outlets(toClient, toServer, log),
        readiness,
        decisions,
        new Asking(Asking.WAIT_MILLIS));
  }

  StdioRelay(
      Relay.Settings settings,
      Outlets outlets,
      Readiness readiness,
      DecisionIds decisions,
      Asking asking) {
    this.frameBytesMax = settings.frameBytesMax();
    this.log = outlets.log();
    this.relay =
        new Relay(
            settings,
            outlets,
            readiness,
            decisions,
            asking,
            problem -> end.complete(new End.NotReady(problem)));
  }

  /** Reads the client until it ends. The entry point of its thread. */
  public void pumpClient(InputStream in) {
    pump(in, relay::fromClient);
    clientEnded.countDown();
    end.complete(new End.ClientClosed());
  }

  /** Waits for the client's end, at most so long. */
  public void awaitClient(long waitMillis) throws InterruptedException {
    boolean ignored = clientEnded.await(waitMillis, TimeUnit.MILLISECONDS);
  }

  /** What the connection remembers; for tests. */
  Session session() {
    return relay.session();
  }

  /** Whether the server ever answered the client. */
  public boolean hasAnswered() {
    return relay.hasAnswered();
  }

  /** Reads the server until it ends. The entry point of its thread. */
  public void pumpServer(InputStream in) {
    pump(in, relay::fromServer);
    end.complete(new End.ServerClosed());
  }

  /** Waits until either side has ended. */
  public End awaitEnd() throws InterruptedException {
    try {
      return end.get();
    } catch (java.util.concurrent.ExecutionException never) {
      throw new IllegalStateException(never);
    }
  }

  /**
   * The server is gone: tells the client so, and why, for every request that is open and every one
   * that still comes.
   */
  public void abandon(String problem) {
    relay.abandon(problem);
  }

  private void pump(InputStream in, LinePump.Step step) {
    switch (new LinePump(frameBytesMax, large).run(in, step)) {
      case LinePump.End.Closed ignored -> {}
      case LinePump.End.Cut ignored -> log.accept("a stream broke; ending");
      case LinePump.End.NotReady failed -> end.complete(new End.NotReady(failed.problem()));
      case LinePump.End.Broken failed -> end.complete(new End.Broken(failed.problem()));
    }
  }
}
