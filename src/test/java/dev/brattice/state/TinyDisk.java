package dev.brattice.state;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system of a few pages, where the host lets us mount one. */
public final class TinyDisk implements AutoCloseable {
  private final Path path;

  private TinyDisk(Path path) {
    this.path = path;
  }

  /** One of {@code kibibytes} at {@code path}; empty where we may not mount. */
  public static Optional<TinyDisk> mount(Path path, int kibibytes) throws IOException {
    Files.createDirectories(path);
    boolean mounted =
        run("mount", "-t", "tmpfs", "-o", "size=" + kibibytes + "k", "none", path.toString());
    return mounted ? Optional.of(new TinyDisk(path)) : Optional.empty();
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Uses up all its room. */
  public Path fill() throws IOException {
    Path filler = path.resolve("filler");
    try (RandomAccessFile file = new RandomAccessFile(filler.toFile(), "rw")) {
      file.seek(file.length());
      while (true) {
        file.write(0);
      }
    } catch (IOException full) {
      return filler;
    }
  }

  /** Takes the right to write away. */
  public void makeReadOnly() throws IOException {
    if (!run("mount", "-o", "remount,ro", path.toString())) {
      throw new IOException("cannot remount " + path);
    }
  }

  private static boolean run(String... command) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    } catch (IOException absent) {
      return false;
    }
    try {
      process.getInputStream().readAllBytes();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    run("umount", "-l", path.toString());
  }
}
