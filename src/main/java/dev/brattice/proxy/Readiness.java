package dev.brattice.proxy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The point in time from which messages are judged; what opens a session may pass before it. */
public final class Readiness {
  private final CompletableFuture<Supplier<Ready>> ready;
  private final CountDownLatch wanted = new CountDownLatch(1);

  /** Ready when {@code ready} completes, and the same from then on. */
  public Readiness(CompletableFuture<Ready> ready) {
    this.ready = ready.thenApply(built -> () -> built);
  }

  /** Ready now, with what {@code inForce} gives at the time: a reload changes that. */
  public Readiness(Supplier<Ready> inForce) {
    this.ready = CompletableFuture.completedFuture(inForce);
  }

  /** Says that somebody will wait soon, or that nothing more urgent is to be done. */
  void want() {
    wanted.countDown();
  }

  /**
   * Waits, at most so long, until building what judges is the most urgent thing: the first message
   * of a session should not compete with it for the machine.
   */
  public void awaitWanted(long waitMillis) throws InterruptedException {
    boolean ignored = wanted.await(waitMillis, TimeUnit.MILLISECONDS);
  }

  boolean isReady() {
    return ready.isDone();
  }

  /**
   * Waits; what judges what begins now, and all of it to its end.
   *
   * @throws StartFailed when it will never be ready
   */
  Ready await() throws InterruptedException {
    want();
    try {
      return ready.get().get();
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      throw new StartFailed(
          String.valueOf(cause == null ? failed.getMessage() : cause.getMessage()));
    }
  }

  /** What should judge could not be built: nothing may pass. */
  static final class StartFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailed(String message) {
      super(message, null, false, false);
    }
  }
}
