package dev.brattice.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What folders need beside {@link java.nio.file.Files}. */
public final class Folders {
  private Folders() {}

  /** Puts the names in {@code folder} on the disk, where the host can do that. */
  public static void sync(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException notHere) {
      // Some hosts cannot open folders; there the journal of the file system has to do.
    }
  }
}
