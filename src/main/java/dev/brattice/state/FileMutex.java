package dev.brattice.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Mutual exclusion between processes by a lock on a file, held for a few file operations. The
 * system lets go of it when its holder dies. Between threads of one process a plain lock does the
 * same, as file locks do not.
 */
public final class FileMutex implements AutoCloseable {
  /** How long to wait for other holders before giving up. */
  public static final long WAIT_MILLIS_MAX = 5_000;

  private static final long PAUSE_NANOS = 2_000_000;

  /** All mutexes of this process exclude each other: sections are short and never nested. */
  private static final ReentrantLock IN_PROCESS = new ReentrantLock();

  private final FileChannel channel;

  private FileMutex(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for the lock on {@code file}, which is created where missing. */
  public static FileMutex acquire(Path file) throws StateException {
    return acquire(file, WAIT_MILLIS_MAX);
  }

  /** The lock on {@code file}, where nobody holds it. */
  public static Optional<FileMutex> tryAcquire(Path file) throws StateException {
    return within(file, 0);
  }

  static FileMutex acquire(Path file, long waitMillis) throws StateException {
    return within(file, waitMillis)
        .orElseThrow(
            () ->
                new StateException(
                    "expected the lock `"
                        + file
                        + "` within "
                        + waitMillis
                        + " ms, another process holds it; look for a stopped brattice process"));
  }

  private static Optional<FileMutex> within(Path file, long waitMillis) throws StateException {
    // An interrupt would close the channel under the lock: it is put off to the end.
    boolean interrupted = Thread.interrupted();
    try {
      return waitFor(file, System.nanoTime() + waitMillis * 1_000_000);
    } catch (IOException refused) {
      throw StateException.refused("to lock", file, refused);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Optional<FileMutex> waitFor(Path file, long deadlineNanos) throws IOException {
    if (IN_PROCESS.isHeldByCurrentThread()) {
      throw new IllegalStateException("a file mutex is held by this thread already");
    }
    while (!IN_PROCESS.tryLock()) {
      if (isOver(deadlineNanos)) {
        return Optional.empty();
      }
    }
    Optional<FileMutex> mutex = Optional.empty();
    try {
      mutex = lock(file, deadlineNanos);
      return mutex;
    } finally {
      if (mutex.isEmpty()) {
        IN_PROCESS.unlock();
      }
    }
  }

  private static Optional<FileMutex> lock(Path file, long deadlineNanos) throws IOException {
    FileChannel channel = open(file);
    boolean locked = false;
    try {
      while (!locked) {
        locked = channel.tryLock() != null;
        if (!locked && isOver(deadlineNanos)) {
          return Optional.empty();
        }
      }
      return Optional.of(new FileMutex(channel));
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    try {
      if (!Files.exists(file)) {
        OwnerOnly.createFile(file);
      }
    } catch (FileAlreadyExistsException quicker) {
      // Another process created it: the same file.
    }
    return FileChannel.open(file, StandardOpenOption.WRITE);
  }

  private static boolean isOver(long deadlineNanos) {
    if (System.nanoTime() - deadlineNanos >= 0) {
      return true;
    }
    LockSupport.parkNanos(PAUSE_NANOS);
    return false;
  }

  /** Claims that the lock is held, for sections that do not otherwise name it. */
  public void requireHeld() {
    if (!channel.isOpen() || !IN_PROCESS.isHeldByCurrentThread()) {
      throw new IllegalStateException("expected the file mutex to be held");
    }
  }

  /** Lets go of the lock. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException gone) {
      // The system lets go of a lock with its file, closed or not.
    } finally {
      IN_PROCESS.unlock();
    }
  }
}
