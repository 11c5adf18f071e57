package dev.brattice.audit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads a segment line by line in bounded memory. A line ends with a line feed, and nothing else
 * does.
 */
final class SegmentLines implements Closeable {
  private static final int BUFFER_BYTES = 64 << 10;

  private final InputStream in;
  private final int lineBytesMax;
  private byte[] buffer = new byte[BUFFER_BYTES];

  /** The line begins here, the next one there, and what was read ends at {@code to}. */
  private int from;

  private int following;
  private int to;
  private long offset;
  private int length;

  /** What {@link #next} came upon. */
  enum Step {
    /** A line. */
    LINE,
    /** Bytes without a line feed behind them, at the end. */
    REST,
    /** A line that is longer than any of ours. */
    TOO_LONG,
    /** The end. */
    END
  }

  /** Reads {@code file} from {@code offset}. */
  SegmentLines(Path file, long offset, int lineBytesMax) throws IOException {
    this.in = Files.newInputStream(file);
    this.lineBytesMax = lineBytesMax;
    this.offset = offset;
    boolean skipped = false;
    try {
      in.skipNBytes(offset);
      skipped = true;
    } finally {
      if (!skipped) {
        in.close();
      }
    }
  }

  /** Goes to the next line. */
  Step next() throws IOException {
    from = following;
    int searched = from;
    while (true) {
      for (int i = searched; i < to; i++) {
        if (buffer[i] == '\n') {
          length = i - from;
          following = i + 1;
          offset += length + 1;
          return Step.LINE;
        }
      }
      searched = to;
      if (to - from > lineBytesMax) {
        return Step.TOO_LONG;
      }
      int moved = makeRoom();
      searched -= moved;
      int read = in.read(buffer, to, buffer.length - to);
      if (read < 0) {
        length = to - from;
        return length == 0 ? Step.END : Step.REST;
      }
      to += read;
    }
  }

  /** Moves what is left to the front, or grows the buffer; how far it moved. */
  private int makeRoom() {
    int moved = from;
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    }
    if (to == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    return moved;
  }

  /** The line, without its line feed. */
  byte[] line() {
    return Arrays.copyOfRange(buffer, from, from + length);
  }

  /** Where the line ends, its line feed included: bytes from the start of the file. */
  long offset() {
    return offset;
  }

  /** The length of the line without its line feed. */
  int length() {
    return length;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
