package dev.brattice.proxy;

import java.util.concurrent.atomic.AtomicLong;

/** Mints ids for decisions: unique on this machine, in order within a process, no secret. */
public final class DecisionIds {
  private static final int RADIX = 36;

  private final String prefix;
  private final AtomicLong counter = new AtomicLong();

  /** Ids of the process {@code pid} that started at {@code startMillis}. */
  public DecisionIds(long startMillis, long pid) {
    this.prefix = "d" + Long.toString(startMillis, RADIX) + Long.toString(pid, RADIX) + "-";
  }

  /** The next id. */
  public String next() {
    return prefix + counter.incrementAndGet();
  }
}
