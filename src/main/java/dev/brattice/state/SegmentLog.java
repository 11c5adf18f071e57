package dev.brattice.state;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A log that several processes of one user append to and read, without a daemon. Each process
 * appends to a segment file of its own; a mapped control page says whether anything is new.
 *
 * <p>Invariant: when {@link #append} has returned, the next {@link #poll} of any process delivers
 * the entry, unless an earlier one did.
 */
public final class SegmentLog implements AutoCloseable {
  /** How often to look whether the control page is still the one that other processes find. */
  private static final long PLACE_CHECK_NANOS = 1_000_000_000L;

  /** How many taken segment numbers to step over. */
  private static final int TAKEN_MAX = 1_000;

  private final Path folder;
  private final Limits limits;
  private final ControlPage control;
  private final SegmentFold fold;
  private final ReentrantLock reading = new ReentrantLock();
  private final ReentrantLock writing = new ReentrantLock();

  /** Guarded by {@link #writing}. */
  private Optional<SegmentWriter> writer = Optional.empty();

  private volatile long seen = -1;
  private volatile long placeCheckedNanos = System.nanoTime();
  private volatile boolean closed;

  private SegmentLog(Path folder, Limits limits, ControlPage control, SegmentFold fold) {
    this.folder = folder;
    this.limits = limits;
    this.control = control;
    this.fold = fold;
  }

  /**
   * Bounds of a log.
   *
   * @param entryBytesMax a longer entry is refused
   * @param segmentBytesMax a process whose segment would grow beyond this starts another
   * @param foldedBytesMax of finished segments, the newest within this many bytes are delivered;
   *     older ones are counted in {@link SegmentLog#droppedSegments()}
   * @param mergeFrom so many finished segments are merged into one when a log is opened
   */
  public record Limits(
      int entryBytesMax, long segmentBytesMax, long foldedBytesMax, int mergeFrom) {
    /** Entries of 4 MiB, segments of 64 MiB, 64 MiB delivered, merged from 32 segments on. */
    public static final Limits STANDARD = new Limits(4 << 20, 64L << 20, 64L << 20, 32);

    public Limits {
      if (entryBytesMax < 1
          || entryBytesMax > 1 << 28
          || segmentBytesMax < 1
          || foldedBytesMax < 1
          || mergeFrom < 2) {
        throw new IllegalArgumentException("expected positive limits, and to merge at least two");
      }
    }
  }

  /**
   * Opens the log {@code name} in {@code directory}, creating what is missing. Writes nothing of
   * its own until the first {@link #append}.
   */
  public static SegmentLog open(Path directory, String name, Limits limits) throws StateException {
    Path folder = directory.resolve(name).toAbsolutePath();
    try {
      OwnerOnly.createFolders(folder);
      SegmentFolder files = new SegmentFolder(folder);
      ControlPage control = ControlPage.open(folder.resolve("control"), files.firstFreeNumber());
      boolean opened = false;
      try {
        SegmentMerge.mergeIfDue(files, control, limits);
        var log =
            new SegmentLog(folder, limits, control, SegmentFold.start(files, control, limits));
        opened = true;
        return log;
      } finally {
        if (!opened) {
          control.close();
        }
      }
    } catch (IOException refused) {
      throw StateException.refused("to open the log", folder, refused);
    }
  }

  /** Appends {@code entry}; it is in the operating system, for everybody, on return. */
  public void append(byte[] entry) throws StateException {
    if (entry.length > limits.entryBytesMax()) {
      throw new StateException(
          "expected an entry of at most "
              + limits.entryBytesMax()
              + " bytes for `"
              + folder
              + "`, got one of "
              + entry.length
              + "; split it");
    }
    writing.lock();
    try {
      requireUsable();
      SegmentWriter to = writerFor(entry.length);
      to.append(entry);
      // The order matters: who sees the counter finds the entry.
      control.raise(ControlPage.PUBLISHED);
    } catch (IOException refused) {
      throw StateException.refused("to append to the log", folder, refused);
    } finally {
      writing.unlock();
    }
  }

  private SegmentWriter writerFor(int entryBytes) throws IOException, StateException {
    if (writer.isPresent()) {
      SegmentWriter current = writer.get();
      if (current.length() + Frames.FRAME_HEAD_BYTES + entryBytes <= limits.segmentBytesMax()
          || current.length() == Frames.HEAD_BYTES) {
        return current;
      }
    }
    SegmentWriter next = startSegment();
    finishSegment();
    writer = Optional.of(next);
    return next;
  }

  private SegmentWriter startSegment() throws IOException, StateException {
    for (int i = 0; i < TAKEN_MAX; i++) {
      long number = control.raise(ControlPage.NUMBERS);
      // Held before the file exists: nobody may take a segment that has begun for a finished one.
      control.hold(number);
      boolean started = false;
      try {
        SegmentWriter next =
            SegmentWriter.create(folder.resolve(new SegmentName(number, false).file()), number);
        control.raise(ControlPage.SEGMENTS);
        started = true;
        return next;
      } catch (FileAlreadyExistsException taken) {
        // Left from a control page that somebody removed.
      } finally {
        if (!started) {
          control.release(number);
        }
      }
    }
    throw new StateException(
        "expected a free segment number in `" + folder + "`, found none; move old segments away");
  }

  private void finishSegment() throws IOException {
    if (writer.isPresent()) {
      SegmentWriter finished = writer.get();
      writer = Optional.empty();
      finished.close();
      control.release(finished.number());
    }
  }

  /**
   * Gives {@code newEntries} every entry that was published since the last poll, of this process
   * and of others; those of one segment in order. Cheap when nothing is new. An entry whose
   * consumer throws is delivered again.
   *
   * @return how many entries were delivered
   */
  public int poll(Consumer<byte[]> newEntries) throws StateException {
    if (control.get(ControlPage.PUBLISHED) == seen
        && System.nanoTime() - placeCheckedNanos < PLACE_CHECK_NANOS) {
      return 0;
    }
    reading.lock();
    try {
      requireUsable();
      // Read before the segments are: what is published later is found by a later poll.
      long published = control.get(ControlPage.PUBLISHED);
      if (published == seen) {
        return 0;
      }
      int delivered = fold.advance(newEntries);
      seen = published;
      return delivered;
    } catch (IOException refused) {
      throw StateException.refused("to read the log", folder, refused);
    } finally {
      reading.unlock();
    }
  }

  private void requireUsable() throws IOException, StateException {
    if (closed) {
      throw new StateException("expected the log `" + folder + "` to be open, it is closed");
    }
    long now = System.nanoTime();
    if (now - placeCheckedNanos < PLACE_CHECK_NANOS) {
      return;
    }
    if (!control.isInPlace()) {
      throw new StateException(
          "expected the control page of `"
              + folder
              + "` where it was, somebody moved or deleted it; restart this process");
    }
    placeCheckedNanos = now;
  }

  /**
   * How many segments, or parts of segments, could not be delivered: too old for the bound, or
   * damaged. More than none means that something was forgotten.
   */
  public int droppedSegments() {
    reading.lock();
    try {
      return fold.dropped();
    } finally {
      reading.unlock();
    }
  }

  /** Ends this process's segment. What was appended stays. */
  @Override
  public void close() throws StateException {
    writing.lock();
    reading.lock();
    try {
      if (!closed) {
        closed = true;
        finishSegment();
        fold.close();
        control.close();
      }
    } catch (IOException refused) {
      throw StateException.refused("to close the log", folder, refused);
    } finally {
      reading.unlock();
      writing.unlock();
    }
  }
}
