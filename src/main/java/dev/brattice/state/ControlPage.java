package dev.brattice.state;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One page that all processes of a segment log map: three counters, and a byte to lock for each
 * live writer. There is one of it per file and process, because a file lock of a process is gone as
 * soon as the process closes any channel on that file.
 */
final class ControlPage implements AutoCloseable {
  /** Counts entries; raised after an entry is written. */
  static final int PUBLISHED = 64;

  /** Counts segment files; raised after one is created. */
  static final int SEGMENTS = 128;

  /** The next number for a segment file; a number is never given twice. */
  static final int NUMBERS = 192;

  private static final int BYTES = 4096;
  private static final long MAGIC = 0x4252_434f_4e54_3031L;

  /** Writers' locks lie behind the page itself: byte {@code LOCKS + number}. */
  private static final long LOCKS = 1L << 20;

  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final Map<Path, ControlPage> OPEN = new HashMap<>();

  private final Path file;
  private final Object identity;
  private final FileChannel channel;
  private final MappedByteBuffer page;
  private final Map<Long, FileLock> held = new HashMap<>();
  private int users;

  private ControlPage(Path file) throws IOException, StateException {
    this.file = file;
    boolean opened = false;
    this.channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (channel.size() != BYTES) {
        throw foreign("found " + channel.size() + " bytes");
      }
      this.page = channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES);
      if ((long) LONG.get(page, 0) != MAGIC) {
        throw foreign("found another file");
      }
      this.identity = identity(file);
      opened = true;
    } finally {
      if (!opened) {
        channel.close();
      }
    }
  }

  /**
   * The page at {@code file}, created where missing.
   *
   * @param firstNumber the first segment number of a new page
   */
  static ControlPage open(Path file, long firstNumber) throws IOException, StateException {
    Path real = file.toAbsolutePath();
    synchronized (OPEN) {
      ControlPage there = OPEN.get(real);
      if (there == null || !there.isInPlace()) {
        if (!Files.exists(real)) {
          create(real, firstNumber);
        }
        there = new ControlPage(real);
        OPEN.put(real, there);
      }
      there.users++;
      return there;
    }
  }

  // The page is written whole before it gets its name: mapped memory without blocks behind it would
  // kill us on a full disk.
  private static void create(Path file, long firstNumber) throws IOException, StateException {
    try (FileMutex held = FileMutex.acquire(file.resolveSibling("lock"))) {
      held.requireHeld();
      if (Files.exists(file)) {
        return;
      }
      byte[] content = new byte[BYTES];
      java.nio.ByteBuffer page = java.nio.ByteBuffer.wrap(content).order(ByteOrder.nativeOrder());
      page.putLong(0, MAGIC);
      page.putLong(NUMBERS, firstNumber);
      Path fresh = file.resolveSibling("control.new");
      Files.deleteIfExists(fresh);
      OwnerOnly.createFile(fresh);
      Files.write(fresh, content);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private StateException foreign(String found) {
    return new StateException(
        "expected a control page of "
            + BYTES
            + " bytes at `"
            + file
            + "`, "
            + found
            + "; stop every brattice process and delete the folder it is in");
  }

  /** A counter, together with everything written before it was raised. */
  long get(int counter) {
    return (long) LONG.getAcquire(page, counter);
  }

  /** Raises a counter by one; what it was. Everything written before is visible with it. */
  long raise(int counter) {
    return (long) LONG.getAndAdd(page, counter, 1L);
  }

  /** Whether the file of this page still has its name: other processes find it by that. */
  boolean isInPlace() throws IOException {
    try {
      return identity(file).equals(identity);
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  private static Object identity(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return Objects.requireNonNullElse(attributes.fileKey(), attributes.creationTime());
  }

  /** Marks the writer of segment {@code number} as alive until it releases or its process dies. */
  void hold(long number) throws IOException, StateException {
    synchronized (held) {
      FileLock lock = channel.tryLock(LOCKS + number, 1, false);
      if (lock == null) {
        throw new StateException(
            "expected segment " + number + " of `" + file + "` to be free, another writes it");
      }
      held.put(number, lock);
    }
  }

  /** Marks the writer of segment {@code number} as gone. */
  void release(long number) throws IOException {
    synchronized (held) {
      FileLock lock = held.remove(number);
      if (lock != null) {
        lock.release();
      }
    }
  }

  /** Whether the writer of segment {@code number} may write yet. */
  boolean isWriterAlive(long number) throws IOException {
    synchronized (held) {
      if (held.containsKey(number)) {
        return true;
      }
      try (FileLock lock = channel.tryLock(LOCKS + number, 1, false)) {
        // Another process that asks the same at the same moment looks alive: no harm.
        return lock == null;
      } catch (OverlappingFileLockException ours) {
        return true;
      }
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (OPEN) {
      users--;
      if (users == 0) {
        OPEN.remove(file, this);
        channel.close();
      }
    }
  }
}
