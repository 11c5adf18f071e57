package dev.brattice.enforce;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ThrottlesTest {
  private static final long MINUTE = 60_000;

  private final Throttles throttles = new Throttles();

  @Test
  void countsCallsInASlidingMinute() {
    assertTrue(throttles.admit("a", 2, 0));
    assertTrue(throttles.admit("a", 2, 30_000));
    assertFalse(throttles.admit("a", 2, MINUTE - 1));
    assertTrue(throttles.admit("b", 2, MINUTE - 1));
    assertTrue(throttles.admit("a", 2, MINUTE));
    assertFalse(throttles.admit("a", 2, MINUTE + 1));
  }

  @Test
  void nobodyFloodsAThrottleAway() {
    assertTrue(throttles.admit("kept", 1, 0));
    for (int i = 1; i < Throttles.KEYS_MAX; i++) {
      assertTrue(throttles.admit("other " + i, 1, 1));
    }
    assertFalse(throttles.admit("one more", 1, 2));
    assertFalse(throttles.admit("kept", 1, 2));
  }

  @Test
  void forgetsWhatNoLongerCounts() {
    for (int i = 0; i < Throttles.KEYS_MAX; i++) {
      assertTrue(throttles.admit("old " + i, 1, 0));
    }
    for (int i = 0; i < Throttles.KEYS_MAX; i++) {
      assertTrue(throttles.admit("new " + i, 1, MINUTE));
    }
    assertFalse(throttles.admit("one more", 1, MINUTE));
    assertFalse(throttles.admit("new 0", 1, MINUTE));
  }

  @Test
  void aKeyThatMayNeverPassTakesNoRoom() {
    for (int i = 0; i < 2 * Throttles.KEYS_MAX; i++) {
      assertFalse(throttles.admit("never " + i, 0, i));
    }
    assertTrue(throttles.admit("a", 1, 0));
  }
}
