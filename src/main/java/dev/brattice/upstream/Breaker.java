package dev.brattice.upstream;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A circuit breaker (Nygard, Release It!, 2007) before one server, for all who ask it: after so
 * many failures in a row nobody asks for a while, so that callers learn it at once and the server
 * can recover. Then one may try; if that fails, the pause is twice as long.
 */
public final class Breaker {
  /** After how many failures in a row nobody asks. */
  public static final int FAILURES_MAX = 5;

  /** How long at first, in milliseconds. */
  public static final long PAUSE_MILLIS = 5_000;

  /** How long at most, in milliseconds. */
  public static final long PAUSE_MILLIS_MAX = 60_000;

  /** Guards what follows. */
  private final ReentrantLock lock = new ReentrantLock();

  private volatile int failures;
  private long pauseNanos;
  private long openUntilNanos;

  /** Whether the server may be asked now; a yes after a pause is for this one caller. */
  public boolean admits(long nowNanos) {
    if (failures < FAILURES_MAX) {
      return true;
    }
    lock.lock();
    try {
      if (failures < FAILURES_MAX) {
        return true;
      }
      if (nowNanos - openUntilNanos < 0) {
        return false;
      }
      // The others wait for what becomes of this one; should nobody ever say, another tries then.
      openUntilNanos = nowNanos + pauseNanos;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The server answered, whatever it said. */
  public void succeeded() {
    if (failures == 0) {
      return;
    }
    lock.lock();
    try {
      failures = 0;
      pauseNanos = 0;
    } finally {
      lock.unlock();
    }
  }

  /** The server could not be reached, said nothing in time or broke off. */
  public void failed(long nowNanos) {
    lock.lock();
    try {
      failures = Math.min(failures + 1, FAILURES_MAX);
      if (failures == FAILURES_MAX) {
        long longest = TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS_MAX);
        pauseNanos =
            pauseNanos == 0
                ? TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS)
                : Math.min(2 * pauseNanos, longest);
        openUntilNanos = nowNanos + pauseNanos;
      }
    } finally {
      lock.unlock();
    }
  }
}
