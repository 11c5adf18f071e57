package dev.brattice.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.brattice.identity.CallLimits.Entry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallLimitsTest {
  private static final Principal CI = new Principal.Workload("api-key", "ci", List.of());
  private static final Principal DESK = new Principal.Workload("api-key", "desk", List.of());
  private static final long START = Long.MAX_VALUE - 5;

  private static long after(long seconds) {
    return START + TimeUnit.SECONDS.toNanos(seconds);
  }

  private static Entry call(CallLimits limits, Principal principal, long nowNanos) {
    Entry entry = limits.enter(principal, nowNanos);
    if (entry instanceof Entry.Entered) {
      limits.leave(principal);
    }
    return entry;
  }

  @Test
  void aMinutesCallsMayComeAtOnceAndNoMore() {
    var limits = new CallLimits(3, 8);
    for (int i = 0; i < 3; i++) {
      assertInstanceOf(Entry.Entered.class, call(limits, CI, after(0)));
    }
    assertEquals(new Entry.Refused(20), call(limits, CI, after(0)));
    assertEquals(new Entry.Refused(1), call(limits, CI, after(19)));
    assertInstanceOf(Entry.Entered.class, call(limits, CI, after(20)));
    assertInstanceOf(Entry.Refused.class, call(limits, CI, after(21)));
  }

  @Test
  void onePrincipalDoesNotUseUpAnothersCalls() {
    var limits = new CallLimits(1, 1);
    assertInstanceOf(Entry.Entered.class, limits.enter(CI, after(0)));
    assertInstanceOf(Entry.Refused.class, limits.enter(CI, after(60)));
    assertInstanceOf(Entry.Entered.class, limits.enter(DESK, after(0)));
  }

  @Test
  void onlySoManyAreUnderWayAtOnce() {
    var limits = new CallLimits(0, 2);
    assertInstanceOf(Entry.Entered.class, limits.enter(CI, after(0)));
    assertInstanceOf(Entry.Entered.class, limits.enter(CI, after(0)));
    assertEquals(new Entry.Refused(1), limits.enter(CI, after(0)));
    limits.leave(CI);
    assertInstanceOf(Entry.Entered.class, limits.enter(CI, after(0)));
  }

  @Test
  void zeroIsNoBound() {
    var limits = new CallLimits(0, 1);
    for (int i = 0; i < 10_000; i++) {
      assertInstanceOf(Entry.Entered.class, call(limits, CI, after(0)));
    }
  }

  @Test
  void aFloodOfPrincipalsCannotWashAwayWhoUsedUpItsCalls() {
    var limits = new CallLimits(1, 1);
    for (int i = 0; i < CallLimits.PRINCIPALS_MAX; i++) {
      call(limits, new Principal.Workload("api-key", "n" + i, List.of()), after(0));
    }
    assertEquals(new Entry.Refused(1), call(limits, CI, after(1)));
    assertInstanceOf(
        Entry.Refused.class,
        call(limits, new Principal.Workload("api-key", "n0", List.of()), after(1)));
    assertInstanceOf(Entry.Entered.class, call(limits, CI, after(61)));
  }
}
