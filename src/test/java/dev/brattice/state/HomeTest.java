package dev.brattice.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  @TempDir Path directory;

  @Test
  void createsTheFolderAndItsPartsForTheOwnerAlone() throws Exception {
    Home home = Home.open(Map.of(), directory);
    assertEquals(directory.resolve(".brattice"), home.root());
    for (Path folder : List.of(home.root(), home.audit(), home.state(), home.keys())) {
      assertEquals("rwx------", mode(folder));
    }
    assertEquals(List.of("audit", "keys", "state"), names(home.root()));
  }

  @Test
  void followsTheVariable() throws Exception {
    Path elsewhere = directory.resolve("a/b/home");
    Home home = Home.open(Map.of("BRATTICE_HOME", elsewhere.toString()), directory);
    assertEquals(elsewhere, home.root());
    assertEquals(elsewhere, Home.existing(environment(elsewhere), directory).root());
  }

  @Test
  void takesAnEmptyVariableForNone() throws Exception {
    Home home = Home.open(Map.of("BRATTICE_HOME", ""), directory);
    assertEquals(directory.resolve(".brattice"), home.root());
  }

  @Test
  void shutsOthersOutOfAFolderOfOurs() throws Exception {
    Path root = directory.resolve("home");
    Files.createDirectories(root.resolve("audit"));
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setPosixFilePermissions(
        root.resolve("audit"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Home home = Home.open(environment(root), directory);
    assertEquals("rwx------", mode(home.root()));
    assertEquals("rwx------", mode(home.audit()));
  }

  @Test
  void refusesAFile() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertRefused("expected a folder at", environment(file));
    assertRefused("expected to create the folder", environment(file.resolve("below")));
  }

  @Test
  void refusesARelativePath() {
    assertRefused("expected an absolute path", Map.of("BRATTICE_HOME", "relative/home"));
  }

  @Test
  void refusesAFileInPlaceOfAPart() throws Exception {
    Path root = Files.createDirectories(directory.resolve("home"));
    Files.writeString(root.resolve("keys"), "");
    assertRefused("expected a folder for its owner alone", environment(root));
  }

  @Test
  void refusesAFolderOfAnotherUser() throws Exception {
    Path root = Files.createDirectories(directory.resolve("home"));
    if (isRoot()) {
      Files.setAttribute(root, "unix:uid", 65_534);
      assertRefused("to belong to `root`", environment(root));
      assertEquals(List.of(), names(root));
    } else {
      // Without the right to give a folder away: one that is somebody else's anyway.
      assertRefused("permission was denied", environment(Path.of("/usr/bin")));
    }
  }

  @Test
  void refusesAReadOnlyFolder() throws Exception {
    try (Closing disk = new Closing(TinyDisk.mount(directory.resolve("disk"), 64))) {
      Path root = Files.createDirectories(directory.resolve("disk/home"));
      if (disk.disk().isPresent()) {
        disk.disk().get().makeReadOnly();
        assertRefused("the file system is read-only", environment(root));
      } else {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("r-x------"));
        assertRefused("permission was denied", environment(root));
      }
    }
  }

  @Test
  void refusesAFullDisk() throws Exception {
    try (Closing disk = new Closing(TinyDisk.mount(directory.resolve("disk"), 64))) {
      if (disk.disk().isPresent()) {
        Path root = Files.createDirectories(directory.resolve("disk/home"));
        disk.disk().get().fill();
        assertRefused("the disk is full", environment(root));
        assertEquals(List.of(), names(root));
      } else {
        String sentence = Refusal.sentence(directory, new IOException("No space left on device"));
        assertEquals("the system refused: No space left on device", sentence);
      }
    }
  }

  @Test
  void existingCreatesNothing() throws Exception {
    StateException refused =
        assertThrows(StateException.class, () -> Home.existing(Map.of(), directory));
    assertTrue(refused.getMessage().contains("found nothing there"));
    assertEquals(List.of(), names(directory));
    Path root = Files.createDirectory(directory.resolve(".brattice"));
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertEquals(root, Home.existing(Map.of(), directory).root());
    assertEquals("rwxr-xr-x", mode(root));
    assertEquals(List.of(), names(root));
  }

  private void assertRefused(String beginning, Map<String, String> environment) {
    StateException refused =
        assertThrows(StateException.class, () -> Home.open(environment, directory));
    assertTrue(refused.getMessage().contains(beginning), refused.getMessage());
    assertOneSentence(refused.getMessage());
  }

  static void assertOneSentence(String message) {
    assertTrue(Character.isLowerCase(message.charAt(0)), message);
    assertFalse(message.contains("\n"), message);
    assertFalse(message.endsWith("."), message);
    assertFalse(message.contains("Exception"), message);
  }

  private static Map<String, String> environment(Path home) {
    return Map.of("BRATTICE_HOME", home.toString());
  }

  private record Closing(Optional<TinyDisk> disk) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      if (disk.isPresent()) {
        disk.get().close();
      }
    }
  }

  private boolean isRoot() throws IOException {
    try {
      return Files.getAttribute(directory, "unix:uid").equals(0);
    } catch (FileSystemException | UnsupportedOperationException other) {
      return false;
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
