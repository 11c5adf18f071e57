package dev.brattice.state;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** Reads whole frames of one segment, each once, while another process may append to it. */
final class SegmentReader implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 << 10;

  private final RandomAccessFile file;
  private final int entryBytesMax;
  private byte[] head = new byte[0];
  private boolean foreign;
  private boolean stuck;
  private int skipped;
  private long offset = Frames.HEAD_BYTES;

  SegmentReader(Path path, int entryBytesMax) throws IOException {
    // Not a channel: an interrupted thread would close that for everybody.
    this.file = new RandomAccessFile(path.toFile(), "r");
    this.entryBytesMax = entryBytesMax;
  }

  /** Receives a frame. */
  @FunctionalInterface
  interface Visitor {
    /** The whole frame at {@code at}, and where in the segment it stands. */
    void frame(byte[] bytes, int at, int length, long offset) throws IOException;
  }

  /** Shows every frame that is whole by now and was not shown before. */
  void read(Visitor visitor) throws IOException {
    long end = file.length();
    if (foreign || !hasHead(end)) {
      return;
    }
    int want = CHUNK_BYTES;
    while (offset < end) {
      byte[] chunk = chunk((int) Math.min(end - offset, want));
      long before = offset;
      show(chunk, visitor);
      if (offset > before) {
        want = CHUNK_BYTES;
        continue;
      }
      int more = wantedToGoOn(chunk, end);
      if (more <= want) {
        return;
      }
      want = more;
    }
    stuck = false;
  }

  private boolean hasHead(long end) throws IOException {
    if (head.length == 0 && end >= Frames.HEAD_BYTES) {
      byte[] found = new byte[Frames.HEAD_BYTES];
      file.seek(0);
      file.readFully(found);
      head = found;
      foreign = !Frames.isHead(found);
    }
    return head.length > 0 && !foreign;
  }

  private byte[] chunk(int length) throws IOException {
    byte[] chunk = new byte[length];
    file.seek(offset);
    try {
      file.readFully(chunk);
      return chunk;
    } catch (EOFException shrunk) {
      // Its writer took back a frame that it could not finish.
      return new byte[0];
    }
  }

  private void show(byte[] chunk, Visitor visitor) throws IOException {
    int at = 0;
    while (at < chunk.length) {
      int length = Frames.whole(chunk, at, chunk.length, entryBytesMax);
      if (length == Frames.DAMAGED) {
        length = damagedLength(chunk, at);
        if (length == 0) {
          stuck = true;
          return;
        }
        skipped++;
      } else if (length == Frames.INCOMPLETE) {
        stuck = false;
        return;
      } else {
        visitor.frame(chunk, at, length, offset);
      }
      // A frame whose visitor fails is shown again.
      at += length;
      offset += length;
    }
  }

  /** A frame with a wrong checksum is stepped over where a whole one follows it. */
  private int damagedLength(byte[] chunk, int at) {
    long next = at + Frames.claimed(chunk, at);
    boolean goesOn =
        next < chunk.length && Frames.whole(chunk, (int) next, chunk.length, entryBytesMax) > 0;
    return goesOn ? (int) (next - at) : 0;
  }

  private int wantedToGoOn(byte[] chunk, long end) {
    if (chunk.length < Frames.FRAME_HEAD_BYTES) {
      return 0;
    }
    long claimed = Frames.claimed(chunk, 0);
    long limit = Frames.FRAME_HEAD_BYTES + (long) entryBytesMax;
    if (claimed > limit || claimed > end - offset) {
      return 0;
    }
    // Enough for this frame, and for a look at the next one where this is damaged.
    return (int) Math.min(end - offset, claimed + CHUNK_BYTES);
  }

  /** The number in the segment's head, or -1 while there is none. */
  long headNumber() {
    return head.length == 0 || foreign ? -1 : Frames.number(head);
  }

  /** How many places were found where entries must have been lost. */
  int damages() {
    return skipped + (stuck ? 1 : 0);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
