package dev.brattice.audit;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Flushes one segment for many callers: the first that waits flushes for all that have written by
 * then, the others wait for it. After a failed flush nobody knows what the disk holds, so none is
 * tried again: whoever waits is told, and the segment is given up.
 */
final class GroupFlush {
  private final AuditFile file;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** All guarded by {@link #lock}: how many lines are written, and how many of them flushed. */
  private long written;

  private long flushed;
  private boolean flushing;
  private boolean failed;

  GroupFlush(AuditFile file) {
    this.file = file;
  }

  /** Says that so many lines are written. */
  void wrote(long lines) {
    lock.lock();
    try {
      written = lines;
    } finally {
      lock.unlock();
    }
  }

  /** Returns when {@code lines} lines are on the disk. */
  void await(long lines) throws IOException {
    lock.lock();
    try {
      while (flushed < lines) {
        if (failed) {
          throw new IOException("the disk did not confirm a flush");
        }
        if (flushing) {
          changed.awaitUninterruptibly();
        } else {
          lead();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void lead() {
    flushing = true;
    long covered = written;
    boolean done = false;
    lock.unlock();
    try {
      file.sync();
      done = true;
    } catch (IOException refused) {
      // Told to everybody who waits, this caller included, by the flag below.
    } finally {
      lock.lock();
      flushing = false;
      if (done) {
        flushed = Math.max(flushed, covered);
      } else {
        failed = true;
      }
      changed.signalAll();
    }
  }

  /** Whether a flush failed. */
  boolean hasFailed() {
    lock.lock();
    try {
      return failed;
    } finally {
      lock.unlock();
    }
  }

  /** Flushes what is written where nobody needs to know, then closes the file. */
  void finish() throws IOException {
    lock.lock();
    try {
      while (flushing) {
        changed.awaitUninterruptibly();
      }
      if (!failed && flushed < written) {
        lead();
      }
      file.close();
    } finally {
      lock.unlock();
    }
    if (hasFailed()) {
      throw new IOException("the disk did not confirm a flush");
    }
  }
}
