package dev.brattice.audit;

import dev.brattice.state.OwnerOnly;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the operating system. Not a channel: an interrupted thread would close that. */
final class DiskFile implements AuditFile {
  private final RandomAccessFile file;

  private DiskFile(RandomAccessFile file) {
    this.file = file;
  }

  static AuditFile create(Path path) throws IOException {
    OwnerOnly.createFile(path);
    boolean opened = false;
    try {
      AuditFile file = new DiskFile(new RandomAccessFile(path.toFile(), "rw"));
      opened = true;
      return file;
    } finally {
      if (!opened) {
        Files.deleteIfExists(path);
      }
    }
  }

  @Override
  public void write(byte[] bytes, int length) throws IOException {
    file.write(bytes, 0, length);
  }

  @Override
  public void truncate(long length) throws IOException {
    file.setLength(length);
    file.seek(length);
  }

  @Override
  public void sync() throws IOException {
    file.getFD().sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
