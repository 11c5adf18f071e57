package dev.brattice.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Folders in {@code build-cache} that are filled once and kept between builds: each is named after
 * the digest of what it was made from, so a changed pin makes a new one.
 */
final class BuildCache {
  private static final int NAME_BYTES = 8;
  private static final String COMPLETE = ".complete";

  /** One installation at a time in this process; the file lock is for the others. */
  private static final ReentrantLock LOCK = new ReentrantLock();

  private BuildCache() {}

  /** Fills a folder; what it leaves half done is removed before the next try. */
  interface Filling {
    /** Puts everything into {@code folder}, which is empty. */
    void fill(Path folder) throws IOException, InterruptedException;
  }

  /** The folder {@code name} for these sources, filled when it was not yet. */
  static Path folder(String name, List<Path> sources, Filling filling) {
    Path folder = root().resolve(name + "-" + digest(sources));
    LOCK.lock();
    try {
      fillOnce(folder, filling);
      return folder;
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while filling " + folder.getFileName(), hurry);
    } finally {
      LOCK.unlock();
    }
  }

  private static void fillOnce(Path folder, Filling filling)
      throws IOException, InterruptedException {
    if (Files.exists(folder.resolve(COMPLETE))) {
      return;
    }
    Files.createDirectories(root());
    Path lockFile = root().resolve(folder.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = channel.lock()) {
      if (!held.isValid() || Files.exists(folder.resolve(COMPLETE))) {
        return;
      }
      remove(folder);
      Files.createDirectories(folder);
      filling.fill(folder);
      Files.createFile(folder.resolve(COMPLETE));
    }
  }

  private static Path root() {
    return Programs.ROOT.resolve("build-cache");
  }

  /** Removes a folder and all in it. */
  static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static String digest(List<Path> sources) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (Path source : sources) {
        sha256.update(
            String.valueOf(source.getFileName()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        sha256.update(Files.readAllBytes(source));
      }
      return HexFormat.of().formatHex(sha256.digest(), 0, NAME_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
