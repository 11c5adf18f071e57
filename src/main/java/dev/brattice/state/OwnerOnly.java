package dev.brattice.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and folders that only their owner may use: modes 0600 and 0700. Where the host has no such
 * modes, the folder's own protection has to do.
 */
public final class OwnerOnly {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private OwnerOnly() {}

  /** Creates {@code folder} and the folders above it that are missing. */
  public static void createFolders(Path folder) throws IOException {
    Files.createDirectories(folder, attributes(folder, FOLDER));
  }

  /** Creates the empty file {@code file}; there must be none. */
  public static void createFile(Path file) throws IOException {
    Files.createFile(file, attributes(file, FILE));
  }

  /** Whether others than its owner may do anything with {@code path}. */
  static boolean isOpenToOthers(Path path) throws IOException {
    if (!hasModes(path)) {
      return false;
    }
    for (PosixFilePermission permission : Files.getPosixFilePermissions(path)) {
      if (!FOLDER.contains(permission)) {
        return true;
      }
    }
    return false;
  }

  /** Takes {@code folder} away from everybody but its owner. */
  static void tightenFolder(Path folder) throws IOException {
    if (hasModes(folder) && !Files.getPosixFilePermissions(folder).equals(FOLDER)) {
      Files.setPosixFilePermissions(folder, FOLDER);
    }
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
    return hasModes(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean hasModes(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
