package dev.brattice.proxy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The point in time from which messages are judged; what opens a session may pass before it. */
public final class Readiness {
  private final CompletableFuture<Ready> ready;

  /** Ready when {@code ready} completes. */
  public Readiness(CompletableFuture<Ready> ready) {
    this.ready = ready;
  }

  boolean isReady() {
    return ready.isDone();
  }

  /**
   * Waits.
   *
   * @throws StartFailed when it will never be ready
   */
  Ready await() throws InterruptedException {
    try {
      return ready.get();
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
