package dev.brattice.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KeyFileTest {
  @TempDir Path keys;

  @Test
  void makesAKeyOnceForTheOwnerAlone() throws Exception {
    String first = fingerprint();
    assertEquals(first, fingerprint());
    Path file = keys.resolve("fingerprint.key");
    assertEquals(32, Files.size(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertFalse(Files.exists(keys.resolve("fingerprint.key.new")));
    Files.delete(file);
    assertNotEquals(first, fingerprint());
  }

  @Test
  void refusesAKeyOfTheWrongLength() throws Exception {
    Path file = keys.resolve("fingerprint.key");
    Files.write(file, new byte[31]);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertRefused("expected a key of 32 bytes");
    assertEquals(31, Files.size(file));
  }

  @Test
  void refusesAKeyThatOthersMayRead() throws Exception {
    fingerprint();
    Files.setPosixFilePermissions(
        keys.resolve("fingerprint.key"), PosixFilePermissions.fromString("rw-r--r--"));
    assertRefused("others may use it");
  }

  @Test
  void refusesAFolderInItsPlace() throws Exception {
    Path folder = Files.createDirectory(keys.resolve("fingerprint.key"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    assertThrows(StateException.class, this::fingerprint);
  }

  @Test
  void overwritesWhatACrashLeft() throws Exception {
    Files.write(keys.resolve("fingerprint.key.new"), new byte[5]);
    fingerprint();
    assertEquals(32, Files.size(keys.resolve("fingerprint.key")));
  }

  @Test
  void processesThatStartAtOnceAgree() throws Exception {
    List<ChildJvm> children = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        children.add(ChildJvm.start(KeyProcess.class, keys.toString()));
      }
      for (ChildJvm child : children) {
        assertEquals("ready", child.line());
      }
      Set<String> fingerprints = new HashSet<>();
      for (ChildJvm child : children) {
        child.say("go");
      }
      for (ChildJvm child : children) {
        fingerprints.add(child.line());
      }
      fingerprints.add(fingerprint());
      assertEquals(1, fingerprints.size(), fingerprints::toString);
    } finally {
      children.forEach(ChildJvm::close);
    }
  }

  private void assertRefused(String part) {
    StateException refused = assertThrows(StateException.class, this::fingerprint);
    assertTrue(refused.getMessage().contains(part), refused.getMessage());
    HomeTest.assertOneSentence(refused.getMessage());
  }

  private String fingerprint() throws StateException {
    return KeyFile.loadOrCreate(keys).shortFingerprint("test", "value");
  }
}
