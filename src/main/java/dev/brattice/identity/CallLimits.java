package dev.brattice.identity;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How much one principal may ask for: a token bucket that holds one minute's requests, and a cap on
 * those under way at once. Time is passed in.
 */
public final class CallLimits {
  /**
   * The most principals remembered. Beyond it one that has nothing under way and a full bucket is
   * forgotten, which loses nothing; where there is none, the newcomer is refused.
   */
  public static final int PRINCIPALS_MAX = 1_024;

  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final int callsPerMinute;
  private final int concurrentCalls;

  /** Guards {@link #usages} and what they hold. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<String, Usage> usages = new LinkedHashMap<>(64, 0.75f, true);

  /** What one principal uses. {@code fullAtNanos} is when its bucket will be full again. */
  private static final class Usage {
    private long fullAtNanos;
    private int underWay;

    private Usage(long nowNanos) {
      this.fullAtNanos = nowNanos;
    }

    private boolean isIdle(long nowNanos) {
      return underWay == 0 && fullAtNanos - nowNanos <= 0;
    }
  }

  /** Whether a request may go on. */
  public sealed interface Entry {
    /** It may; {@link CallLimits#leave} must follow. */
    record Entered() implements Entry {}

    /**
     * It may not.
     *
     * @param retryAfterSeconds when to try again, from 1
     */
    record Refused(long retryAfterSeconds) implements Entry {}
  }

  /**
   * Limits for each principal.
   *
   * @param callsPerMinute 0 for no bound
   * @param concurrentCalls from 1
   */
  public CallLimits(int callsPerMinute, int concurrentCalls) {
    this.callsPerMinute = callsPerMinute;
    this.concurrentCalls = concurrentCalls;
  }

  /** Counts one more request of {@code principal} where it stays within the limits. */
  public Entry enter(Principal principal, long nowNanos) {
    lock.lock();
    try {
      Usage usage = usages.get(principal.name());
      if (usage == null) {
        if (!makesRoom(nowNanos)) {
          return new Entry.Refused(1);
        }
        usage = new Usage(nowNanos);
        usages.put(principal.name(), usage);
      }
      return enter(usage, nowNanos);
    } finally {
      lock.unlock();
    }
  }

  private Entry enter(Usage usage, long nowNanos) {
    if (usage.underWay >= concurrentCalls) {
      return new Entry.Refused(1);
    }
    if (callsPerMinute > 0) {
      long full = usage.fullAtNanos - nowNanos > 0 ? usage.fullAtNanos : nowNanos;
      long next = full + MINUTE_NANOS / callsPerMinute;
      long excess = next - nowNanos - MINUTE_NANOS;
      if (excess > 0) {
        return new Entry.Refused((excess + SECOND_NANOS - 1) / SECOND_NANOS);
      }
      usage.fullAtNanos = next;
    }
    usage.underWay++;
    return new Entry.Entered();
  }

  /** A request of {@code principal} that entered is done. */
  public void leave(Principal principal) {
    lock.lock();
    try {
      Usage usage = usages.get(principal.name());
      if (usage != null) {
        usage.underWay--;
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean makesRoom(long nowNanos) {
    if (usages.size() < PRINCIPALS_MAX) {
      return true;
    }
    Iterator<Usage> longestAgo = usages.values().iterator();
    while (longestAgo.hasNext()) {
      if (longestAgo.next().isIdle(nowNanos)) {
        longestAgo.remove();
        return true;
      }
    }
    return false;
  }
}
