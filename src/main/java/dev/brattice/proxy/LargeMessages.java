package dev.brattice.proxy;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Gives back the memory that a large message took: a process that lives as long as its client
 * should not keep the size of the largest message it ever saw.
 */
final class LargeMessages {
  /** From this size on, in bytes, a message is worth the trouble. */
  static final int LARGE_BYTES = 512 << 10;

  /** How long after one the memory is given back: several often come together. */
  static final long REST_MILLIS = 2_000;

  private final AtomicBoolean pending = new AtomicBoolean();

  /** A message of {@code bytes} has passed. */
  void passed(long bytes) {
    if (bytes >= LARGE_BYTES && pending.compareAndSet(false, true)) {
      Thread.ofVirtual().start(this::giveBack);
    }
  }

  private void giveBack() {
    try {
      Thread.sleep(REST_MILLIS);
      pending.set(false);
      System.gc();
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }
}
