package dev.brattice.upstream;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(Breaker.PAUSE_MILLIS);
  private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(Breaker.PAUSE_MILLIS_MAX);

  private final Breaker breaker = new Breaker();

  private void fail(int times, long now) {
    for (int i = 0; i < times; i++) {
      breaker.failed(now);
    }
  }

  @Test
  void opensAfterSoManyFailuresInARow() {
    fail(Breaker.FAILURES_MAX - 1, 0);
    assertTrue(breaker.admits(0));
    breaker.succeeded();
    fail(Breaker.FAILURES_MAX - 1, 0);
    assertTrue(breaker.admits(0));
    breaker.failed(0);
    assertFalse(breaker.admits(PAUSE - 1));
  }

  @Test
  void oneMayTryAfterThePause() {
    fail(Breaker.FAILURES_MAX, 0);
    assertTrue(breaker.admits(PAUSE));
    assertFalse(breaker.admits(PAUSE), "the others wait");
    breaker.succeeded();
    assertTrue(breaker.admits(PAUSE));
    assertTrue(breaker.admits(PAUSE));
  }

  @Test
  void aTryThatFailsDoublesThePauseUpToTheLongest() {
    fail(Breaker.FAILURES_MAX, 0);
    assertTrue(breaker.admits(PAUSE));
    breaker.failed(PAUSE);
    assertFalse(breaker.admits(2 * PAUSE));
    assertTrue(breaker.admits(3 * PAUSE));
    fail(20, 0);
    assertFalse(breaker.admits(LONGEST - 1));
    assertTrue(breaker.admits(LONGEST));
  }

  @Test
  void aTryOfWhichNothingIsHeardDoesNotKeepItShutForever() {
    fail(Breaker.FAILURES_MAX, 0);
    assertTrue(breaker.admits(PAUSE));
    assertFalse(breaker.admits(2 * PAUSE - 1));
    assertTrue(breaker.admits(2 * PAUSE));
  }
}
