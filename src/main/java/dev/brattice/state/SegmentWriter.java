package dev.brattice.state;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Appends frames to the segment of this process. Not for several threads at once. */
final class SegmentWriter implements AutoCloseable {
  private final Path path;
  private final RandomAccessFile file;
  private final long number;
  private byte[] buffer = new byte[1024];
  private long length = Frames.HEAD_BYTES;
  private boolean torn;

  private SegmentWriter(Path path, RandomAccessFile file, long number) {
    this.path = path;
    this.file = file;
    this.number = number;
  }

  /** Creates segment {@code number}, which must not exist. */
  static SegmentWriter create(Path path, long number) throws IOException {
    OwnerOnly.createFile(path);
    boolean created = false;
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      file.write(Frames.head(number));
      created = true;
      return new SegmentWriter(path, file, number);
    } finally {
      if (!created) {
        file.close();
        Files.deleteIfExists(path);
      }
    }
  }

  /** The number of the segment. */
  long number() {
    return number;
  }

  /** Its file. */
  Path path() {
    return path;
  }

  /** Its length in bytes. */
  long length() {
    return length;
  }

  /** Appends {@code entry} in one write. A frame that fails is taken back. */
  void append(byte[] entry) throws IOException {
    repair();
    int size = Frames.FRAME_HEAD_BYTES + entry.length;
    if (buffer.length < size) {
      buffer = new byte[Math.max(size, buffer.length * 2)];
    }
    Frames.put(buffer, entry);
    try {
      file.write(buffer, 0, size);
      length += size;
    } catch (IOException refused) {
      torn = true;
      repair();
      throw refused;
    }
  }

  private void repair() throws IOException {
    if (torn) {
      file.setLength(length);
      file.seek(length);
      torn = false;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
