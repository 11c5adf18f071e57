package dev.brattice.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The operations on a segment's file, each of which may fail. */
interface AuditFile extends Closeable {
  /** Creates the empty file {@code path}, which must not exist, for its owner alone. */
  @FunctionalInterface
  interface Creator {
    /** The new file. */
    AuditFile create(Path path) throws IOException;
  }

  /** Appends bytes in one call to the system. May have written some of them when it fails. */
  void write(byte[] bytes, int length) throws IOException;

  /** Cuts the file; what is appended next stands there. */
  void truncate(long length) throws IOException;

  /** Returns when everything written before is on the disk. */
  void sync() throws IOException;
}
