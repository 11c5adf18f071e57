package dev.brattice.state;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the entries of finished segments into one file, each under the number it was written to, so
 * that who has delivered a segment steps over its entries there. A crash leaves either the segments
 * or both; never neither.
 */
final class SegmentMerge {
  /** Half of what is delivered: the other half is for what is not merged yet. */
  private static final int SHARE_OF_BOUND = 2;

  private final SegmentFolder files;
  private final SegmentLog.Limits limits;
  private final Set<Long> sources = new HashSet<>();
  private final List<SegmentName> inputs = new ArrayList<>();
  private long skipBytes;
  private long passedBytes;
  private long dropped;

  private SegmentMerge(SegmentFolder files, SegmentLog.Limits limits) {
    this.files = files;
    this.limits = limits;
  }

  /** Merges where enough segments are finished and nobody else is merging. */
  static void mergeIfDue(SegmentFolder files, ControlPage control, SegmentLog.Limits limits)
      throws IOException, StateException {
    if (finished(files, control).size() < limits.mergeFrom()) {
      return;
    }
    Optional<FileMutex> free = FileMutex.tryAcquire(files.path().resolve("lock"));
    if (free.isEmpty()) {
      return;
    }
    try (FileMutex held = free.get()) {
      held.requireHeld();
      // Listed again: another process may just have done it.
      List<SegmentName> finished = finished(files, control);
      if (finished.size() >= limits.mergeFrom()) {
        new SegmentMerge(files, limits).merge(finished, control);
      }
    }
  }

  private static List<SegmentName> finished(SegmentFolder files, ControlPage control)
      throws IOException {
    List<SegmentName> finished = new ArrayList<>();
    for (SegmentName name : files.list()) {
      if (!name.merged() && !control.isWriterAlive(name.number())) {
        finished.add(name);
      }
    }
    return finished;
  }

  private void merge(List<SegmentName> finished, ControlPage control) throws IOException {
    List<SegmentName> wanted = new ArrayList<>();
    for (SegmentName name : files.list()) {
      if (name.merged()) {
        wanted.add(name);
      }
    }
    wanted.addAll(finished);
    long total = 0;
    for (SegmentName name : wanted) {
      total += Files.size(files.file(name));
    }
    skipBytes = Math.max(0, total - limits.foldedBytesMax() / SHARE_OF_BOUND);
    Path fresh = files.path().resolve("merge.new");
    Files.deleteIfExists(fresh);
    OwnerOnly.createFile(fresh);
    try (RandomAccessFile out = new RandomAccessFile(fresh.toFile(), "rw")) {
      out.write(Frames.head(0));
      for (SegmentName name : wanted) {
        copy(name, out);
      }
      out.seek(0);
      out.write(Frames.head(dropped));
      out.getFD().sync();
    }
    var merged = new SegmentName(control.raise(ControlPage.NUMBERS), true);
    Files.move(fresh, files.file(merged), StandardCopyOption.ATOMIC_MOVE);
    Folders.sync(files.path());
    // A crash here leaves both: numbers tell them apart, and the next merge removes the inputs.
    control.raise(ControlPage.SEGMENTS);
    for (SegmentName name : inputs) {
      Files.deleteIfExists(files.file(name));
    }
  }

  private void copy(SegmentName name, RandomAccessFile out) throws IOException {
    long begins = passedBytes;
    boolean[] kept = {!name.merged() && begin(name.number(), begins, out)};
    try (SegmentReader reader = files.reader(name, limits.entryBytesMax())) {
      reader.read(
          (bytes, at, length, offset) -> {
            if (Frames.isSource(bytes, at)) {
              kept[0] = begin(Frames.sourceOf(bytes, at), begins + offset, out);
            } else if (kept[0]) {
              out.write(bytes, at, length);
            }
          });
      if (reader.headNumber() < 0) {
        // Not ours: it stays where it is.
        return;
      }
      dropped += reader.damages() + (name.merged() ? reader.headNumber() : 0);
    }
    passedBytes += Files.size(files.file(name));
    inputs.add(name);
  }

  private boolean begin(long source, long position, RandomAccessFile out) throws IOException {
    if (!sources.add(source)) {
      return false;
    }
    if (position < skipBytes) {
      dropped++;
      return false;
    }
    out.write(Frames.source(source));
    return true;
  }
}
