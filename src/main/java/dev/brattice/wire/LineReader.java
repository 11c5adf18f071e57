package dev.brattice.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads lines that end with LF or CRLF, each bounded in size. Blocking; for one thread. Memory: the
 * buffer, and for a line that does not fit it, at most twice the line.
 */
public final class LineReader {
  private static final int BUFFER_BYTES = 64 << 10;

  private final InputStream in;
  private final int frameBytesMax;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;

  /** Reads {@code in}; a line of more than {@code frameBytesMax} bytes is passed over. */
  public LineReader(InputStream in, int frameBytesMax) {
    this.in = in;
    this.frameBytesMax = frameBytesMax;
  }

  /** The next line, or empty at the end of the stream. A last line without an end counts. */
  public Optional<Line> next() throws IOException {
    byte[] line = new byte[0];
    int length = 0;
    while (true) {
      if (position == limit && !fill()) {
        return length == 0 ? Optional.empty() : Optional.of(frame(line, length));
      }
      int end = lineFeed();
      int more = end - position;
      if ((long) length + more > frameBytesMax) {
        return Optional.of(passOver(line, length));
      }
      line = append(line, length, more);
      length += more;
      position = end;
      if (end < limit) {
        position++;
        return Optional.of(frame(line, length));
      }
    }
  }

  private Frame frame(byte[] line, int length) {
    int size = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    return new Frame(line, size);
  }

  private byte[] append(byte[] line, int length, int more) {
    byte[] grown = line;
    if (line.length < length + more) {
      // The first part is cut to size: most lines come whole in one read.
      int capacity =
          length == 0
              ? more
              : (int) Math.min(frameBytesMax, Math.max(length + more, line.length * 2L));
      grown = Arrays.copyOf(line, capacity);
    }
    System.arraycopy(buffer, position, grown, length, more);
    return grown;
  }

  private Oversized passOver(byte[] line, int length) throws IOException {
    var finder = new TopLevelFinder();
    finder.feed(line, 0, length);
    long bytes = length;
    while (true) {
      if (position == limit && !fill()) {
        return new Oversized(bytes, finder.id(), finder.hasMethod());
      }
      int end = lineFeed();
      finder.feed(buffer, position, end);
      bytes += end - position;
      position = end;
      if (end < limit) {
        position++;
        return new Oversized(bytes, finder.id(), finder.hasMethod());
      }
    }
  }

  private int lineFeed() {
    int i = position;
    while (i < limit && buffer[i] != '\n') {
      i++;
    }
    return i;
  }

  private boolean fill() throws IOException {
    int read = in.read(buffer, 0, buffer.length);
    if (read <= 0) {
      return false;
    }
    position = 0;
    limit = read;
    return true;
  }
}
