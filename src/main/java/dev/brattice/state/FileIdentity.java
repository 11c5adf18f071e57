package dev.brattice.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * Which file a name leads to. An open file outlives its name: what is written to it then is lost to
 * everybody who comes by the name.
 *
 * @param key the system's own name for the file, or the best there is instead
 */
public record FileIdentity(Object key) {
  /** The identity of the file {@code path}. */
  public static FileIdentity of(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return new FileIdentity(
        Objects.requireNonNullElse(attributes.fileKey(), attributes.creationTime()));
  }

  /** Whether {@code path} still leads to this file. */
  public boolean isAt(Path path) throws IOException {
    try {
      return equals(of(path));
    } catch (NoSuchFileException gone) {
      return false;
    }
  }
}
