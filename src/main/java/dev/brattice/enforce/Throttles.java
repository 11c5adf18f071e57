package dev.brattice.enforce;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Counts calls in sliding minutes. Time is passed in: the arrival of each call. */
public final class Throttles {
  /**
   * The most keys remembered. Beyond it the one used longest ago is forgotten; where its calls
   * still count, the newcomer is refused instead: nobody can flood a throttle away.
   */
  public static final int KEYS_MAX = 1_024;

  private static final long WINDOW_MILLIS = 60_000;

  /** Guards {@link #calls}. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<String, ArrayDeque<Long>> calls = new LinkedHashMap<>(64, 0.75f, true);

  /**
   * Whether one more call of {@code key} at {@code nowMillis} stays within {@code callsPerMinute};
   * if so, it is counted.
   */
  public boolean admit(String key, int callsPerMinute, long nowMillis) {
    lock.lock();
    try {
      if (!calls.containsKey(key) && !makesRoom(nowMillis)) {
        return false;
      }
      ArrayDeque<Long> times = calls.computeIfAbsent(key, ignored -> new ArrayDeque<>());
      while (!times.isEmpty() && times.peekFirst() <= nowMillis - WINDOW_MILLIS) {
        times.removeFirst();
      }
      if (times.size() >= callsPerMinute) {
        return false;
      }
      times.addLast(nowMillis);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Whether there is room for one more key, after forgetting one whose calls no longer count. */
  private boolean makesRoom(long nowMillis) {
    if (calls.size() < KEYS_MAX) {
      return true;
    }
    Iterator<ArrayDeque<Long>> longestAgo = calls.values().iterator();
    ArrayDeque<Long> times = longestAgo.next();
    if (!times.isEmpty() && times.peekLast() > nowMillis - WINDOW_MILLIS) {
      return false;
    }
    longestAgo.remove();
    return true;
  }
}
