package dev.brattice.state;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Says why the system refused something, and what a person can do about it. */
public final class Refusal {
  /** Less room than one page counts as a full disk. */
  private static final long FULL_BELOW_BYTES = 4096;

  private Refusal() {}

  /** The second half of a sentence about {@code where}. */
  public static String sentence(Path where, IOException cause) {
    return switch (cause) {
      case AccessDeniedException ignored ->
          isReadOnly(where)
              ? "the file system is read-only; set BRATTICE_HOME to a writable folder"
              : "permission was denied; check its owner and mode";
      case NoSuchFileException ignored -> "found nothing there; check the path";
      case NotDirectoryException ignored -> "found no folder there; move the file away";
      case FileAlreadyExistsException ignored -> "found something in the way; move it away";
      case FileSystemException other -> plain(where, other.getReason());
      case IOException other -> plain(where, other.getMessage());
    };
  }

  private static String plain(Path where, @org.jspecify.annotations.Nullable String reason) {
    if (isFull(where)) {
      return "the disk is full; free some space";
    }
    if (isReadOnly(where)) {
      return "the file system is read-only; set BRATTICE_HOME to a writable folder";
    }
    return "the system refused: " + (reason == null ? "no reason given" : reason);
  }

  private static boolean isFull(Path where) {
    try {
      return Files.getFileStore(existing(where)).getUsableSpace() < FULL_BELOW_BYTES;
    } catch (IOException unknown) {
      return false;
    }
  }

  private static boolean isReadOnly(Path where) {
    try {
      return Files.getFileStore(existing(where)).isReadOnly();
    } catch (IOException unknown) {
      return false;
    }
  }

  private static Path existing(Path where) {
    Path here = where.toAbsolutePath();
    for (Path up = here; up != null; up = up.getParent()) {
      if (Files.exists(up)) {
        return up;
      }
    }
    return here;
  }
}
