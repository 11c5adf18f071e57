package dev.brattice.enforce;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Counts calls in sliding minutes. Time is passed in: the arrival of each call. */
public final class Throttles {
  /** The most keys remembered; beyond it the one used longest ago is forgotten. */
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
      ArrayDeque<Long> times = calls.computeIfAbsent(key, ignored -> new ArrayDeque<>());
      while (!times.isEmpty() && times.peekFirst() <= nowMillis - WINDOW_MILLIS) {
        times.removeFirst();
      }
      if (times.size() >= callsPerMinute) {
        return false;
      }
      times.addLast(nowMillis);
      if (calls.size() > KEYS_MAX) {
        calls.remove(calls.keySet().iterator().next());
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
