package dev.brattice.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Which segments a reader of the log has delivered, and how far. Guarded by the log. */
final class SegmentFold implements AutoCloseable {
  /** How often a listing may be overtaken by a merge before that is an error. */
  private static final int RELISTINGS_MAX = 20;

  /** An empty segment costs this much of the bound, so that their number is bounded too. */
  private static final long SEGMENT_COST_BYTES = 1024;

  private final SegmentFolder files;
  private final ControlPage control;
  private final SegmentLog.Limits limits;

  /** Segments whose writers may be alive, by number. */
  private final Map<Long, SegmentReader> open = new TreeMap<>();

  /** Numbers of all segments that are open, delivered or dropped. */
  private final Set<Long> known = new HashSet<>();

  /** Numbers of the merged files that were read. */
  private final Set<Long> mergedRead = new HashSet<>();

  /** Of merged files that are too large for the bound: where to begin. */
  private final Map<Long, Long> mergedFrom = new HashMap<>();

  private long segmentsSeen = -1;
  private int dropped;

  private SegmentFold(SegmentFolder files, ControlPage control, SegmentLog.Limits limits) {
    this.files = files;
    this.control = control;
    this.limits = limits;
  }

  /** A fold that has delivered nothing; what is beyond the bound is marked as dropped. */
  static SegmentFold start(SegmentFolder files, ControlPage control, SegmentLog.Limits limits)
      throws IOException {
    SegmentFold fold = new SegmentFold(files, control, limits);
    List<SegmentName> names = files.list();
    long left = limits.foldedBytesMax();
    for (int i = names.size() - 1; i >= 0; i--) {
      left -= fold.admit(names.get(i), left);
    }
    return fold;
  }

  /** What a segment costs of the {@code left} bytes. */
  private long admit(SegmentName name, long left) throws IOException {
    long size;
    try {
      size = Math.max(Files.size(files.file(name)), SEGMENT_COST_BYTES);
    } catch (NoSuchFileException merged) {
      return 0;
    }
    if (name.merged()) {
      if (size > left) {
        mergedFrom.put(name.number(), size - left);
      }
      return Math.min(size, left);
    }
    // A live writer's segment is never dropped: its later entries must be seen.
    if (size <= left || control.isWriterAlive(name.number())) {
      return Math.min(size, left);
    }
    known.add(name.number());
    dropped++;
    return left;
  }

  /** Delivers what is new; how many entries. */
  int advance(Consumer<byte[]> sink) throws IOException {
    Delivery delivery = new Delivery(sink);
    // Read before the listing: a segment created after it raises the counter again.
    long segments = control.get(ControlPage.SEGMENTS);
    if (segments != segmentsSeen) {
      refresh(delivery);
      segmentsSeen = segments;
    }
    for (SegmentReader reader : open.values()) {
      reader.read(delivery);
    }
    return delivery.count;
  }

  private void refresh(Delivery delivery) throws IOException {
    finishDead(delivery);
    for (int i = 0; i < RELISTINGS_MAX; i++) {
      try {
        List<SegmentName> names = files.list();
        for (SegmentName name : names.reversed()) {
          if (name.merged() && !mergedRead.contains(name.number())) {
            readMerged(name, delivery);
          }
        }
        for (SegmentName name : names) {
          if (!name.merged() && !known.contains(name.number())) {
            begin(name, delivery);
          }
        }
        return;
      } catch (NoSuchFileException merged) {
        // Another process merged it after the listing; the merged file is in the next one.
      }
    }
    throw new IOException("its segments change faster than they can be listed");
  }

  private void finishDead(Delivery delivery) throws IOException {
    for (Long number : new ArrayList<>(open.keySet())) {
      // Asked before the last read: who is dead by now appends nothing after it.
      if (!control.isWriterAlive(number)) {
        SegmentReader reader = Objects.requireNonNull(open.get(number));
        reader.read(delivery);
        open.remove(number);
        dropped += reader.damages();
        reader.close();
      }
    }
  }

  private void begin(SegmentName name, Delivery delivery) throws IOException {
    boolean alive = control.isWriterAlive(name.number());
    SegmentReader reader = files.reader(name, limits.entryBytesMax());
    if (alive) {
      open.put(name.number(), reader);
    } else {
      try (reader) {
        reader.read(delivery);
        dropped += reader.damages();
      }
    }
    known.add(name.number());
  }

  private void readMerged(SegmentName name, Delivery delivery) throws IOException {
    long from = mergedFrom.getOrDefault(name.number(), 0L);
    Set<Long> sources = new HashSet<>();
    boolean[] wanted = {false};
    try (SegmentReader reader = files.reader(name, limits.entryBytesMax())) {
      reader.read(
          (bytes, at, length, offset) -> {
            if (!Frames.isSource(bytes, at)) {
              if (wanted[0]) {
                delivery.frame(bytes, at, length, offset);
              }
              return;
            }
            long source = Frames.sourceOf(bytes, at);
            boolean fresh = !known.contains(source);
            wanted[0] = fresh && offset >= from;
            sources.add(source);
            if (fresh && !wanted[0]) {
              dropped++;
            }
          });
      dropped += reader.damages();
      if (segmentsSeen < 0) {
        // What earlier merges dropped. Later ones drop only what was delivered here before.
        dropped += (int) Math.max(0, reader.headNumber());
      }
    }
    known.addAll(sources);
    mergedRead.add(name.number());
    mergedFrom.remove(name.number());
  }

  int dropped() {
    int now = dropped;
    for (SegmentReader reader : open.values()) {
      now += reader.damages();
    }
    return now;
  }

  @Override
  public void close() throws IOException {
    for (SegmentReader reader : open.values()) {
      reader.close();
    }
    open.clear();
  }

  private static final class Delivery implements SegmentReader.Visitor {
    private final Consumer<byte[]> sink;
    private int count;

    Delivery(Consumer<byte[]> sink) {
      this.sink = sink;
    }

    @Override
    public void frame(byte[] bytes, int at, int length, long offset) {
      if (!Frames.isSource(bytes, at)) {
        sink.accept(Arrays.copyOfRange(bytes, at + Frames.FRAME_HEAD_BYTES, at + length));
        count++;
      }
    }
  }
}
