package dev.brattice.audit;

import java.io.IOException;
import java.nio.file.Path;

/** A file whose operations fail when told to, before or after they take effect. */
final class FaultyFile implements AuditFile {
  /** What happens at the next write or flush. */
  enum Fault {
    NONE,
    /** Nothing happens, then it fails. */
    BEFORE,
    /** A part happens, then it fails. */
    PART,
    /** All of it happens, then it fails. */
    AFTER
  }

  /** Shared by all files that one log opens. */
  static final class Switches {
    volatile Fault write = Fault.NONE;
    volatile Fault sync = Fault.NONE;
    volatile boolean truncateFails;
    volatile int syncs;
    volatile Runnable beforeSync = () -> {};

    AuditFile create(Path path) throws IOException {
      return new FaultyFile(DiskFile.create(path), this);
    }
  }

  private final AuditFile file;
  private final Switches switches;

  private FaultyFile(AuditFile file, Switches switches) {
    this.file = file;
    this.switches = switches;
  }

  @Override
  public void write(byte[] bytes, int length) throws IOException {
    switch (switches.write) {
      case NONE -> file.write(bytes, length);
      case BEFORE -> throw full();
      case PART -> {
        file.write(bytes, length / 2);
        throw full();
      }
      case AFTER -> {
        file.write(bytes, length);
        throw full();
      }
    }
  }

  @Override
  public void truncate(long length) throws IOException {
    if (switches.truncateFails) {
      throw full();
    }
    file.truncate(length);
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // Only one flush at a time: that is what is tested.
  public void sync() throws IOException {
    switches.beforeSync.run();
    switches.syncs++;
    if (switches.sync == Fault.BEFORE) {
      throw full();
    }
    file.sync();
    if (switches.sync != Fault.NONE) {
      throw full();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static IOException full() {
    return new IOException("No space left on device");
  }
}
