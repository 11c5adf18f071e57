package dev.brattice.gateway;

import java.io.PrintStream;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** What Brattice says on standard error: one line each, at most so many a second. */
final class Voice implements Consumer<String> {
  /** The most lines in one second; what is over is counted and said. */
  static final int LINES_PER_SECOND_MAX = 50;

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final PrintStream out;
  private final boolean quiet;

  /** Guards the two counters. */
  private final ReentrantLock lock = new ReentrantLock();

  private final LongSupplier nanos;
  private long second;
  private int lines;

  /**
   * Speaks on {@code out}.
   *
   * @param quiet whether only problems are said
   */
  Voice(PrintStream out, boolean quiet) {
    this(out, quiet, System::nanoTime);
  }

  /** The same by the clock {@code nanos}. */
  Voice(PrintStream out, boolean quiet, LongSupplier nanos) {
    this.out = out;
    this.quiet = quiet;
    this.nanos = nanos;
    this.second = nanos.getAsLong();
  }

  /** Says what happened. */
  @Override
  public void accept(String line) {
    if (!quiet) {
      problem(line);
    }
  }

  /** Says what went wrong, also when quiet. */
  void problem(String line) {
    lock.lock();
    try {
      long now = nanos.getAsLong();
      if (now - second > SECOND_NANOS) {
        if (lines > LINES_PER_SECOND_MAX) {
          out.println("brattice: (" + (lines - LINES_PER_SECOND_MAX) + " more lines left out)");
        }
        second = now;
        lines = 0;
      }
      if (++lines <= LINES_PER_SECOND_MAX) {
        out.println("brattice: " + line);
      }
    } finally {
      lock.unlock();
    }
  }
}
