package dev.brattice.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.crypto.Digest;
import dev.brattice.identity.ApiKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysFileTest {
  private static final String HASH =
      Digest.sha256("bk_one".getBytes(StandardCharsets.UTF_8)).toHex();

  @TempDir private Path folder;

  private Path write(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("keys.yaml"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    return file;
  }

  private static String entry(String name, String hash) {
    return "  - {name: " + name + ", sha256: " + hash + "}\n";
  }

  @Test
  void theConfigurationNamesIt() throws Exception {
    write("keys:\n  - {name: ci, sha256: " + HASH + ", roles: [deploy, read]}\n");
    Path file =
        Files.writeString(
            folder.resolve("brattice.yaml"), "identity: {api_keys: {file: keys.yaml}}\n");
    Configuration loaded = Configuration.load(Optional.of(file), Map.of(), Map.of());
    ApiKeys keys = loaded.apiKeys().orElseThrow();
    assertEquals("workload:api-key:ci", keys.holder("bk_one").orElseThrow().name());
    assertEquals(List.of("deploy", "read"), keys.holder("bk_one").orElseThrow().roles());
    assertTrue(loaded.files().contains(folder.resolve("keys.yaml")), "no tool may touch it");
    assertTrue(loaded.show().contains("keys.yaml"), loaded.show());
  }

  @Test
  void withoutOneThereAreNoKeys() throws ConfigException {
    Configuration loaded = Configuration.load(Optional.empty(), Map.of(), Map.of());
    assertEquals(Optional.empty(), loaded.apiKeys());
    assertFalse(loaded.show().contains("api_keys"), loaded.show());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "keys: []\n",
        "keys: {ci: x}\n",
        "key:\n  - {name: ci}\n",
        "keys:\n  - {name: ci}\n",
        "keys:\n  - {sha256: H}\n",
        "keys:\n  - {name: ci, sha256: bk_secretsecret}\n",
        "keys:\n  - {name: bk_secretsecret, sha256: H}\n",
        "keys:\n  - {name: 'bk secretsecret', sha256: H}\n",
        "keys:\n  - {name: ci, sha256: H, bk_secretsecret: x}\n",
        "keys:\n  - {name: ci, sha256: H, roles: ['a b']}\n",
        "keys:\n  - {name: ci, sha256: H, roles: admin}\n",
        "keys:\n  - {name: ci, sha256: H}\n  - {name: ci, sha256: H}\n",
        "keys:\n  - {name: ci, sha256: H}\n  - {name: desk, sha256: H}\n"
      })
  void refusesWhatIsNoListOfKeysWithoutQuotingIt(String text) throws IOException {
    Path file = write(text.replace("H", HASH));
    var wrong = assertThrows(ConfigException.class, () -> KeysFile.read(file));
    assertFalse(String.valueOf(wrong.getMessage()).contains("secretsecret"), wrong.getMessage());
  }

  @Test
  void refusesOneKeyTooMany() throws IOException {
    var text = new StringBuilder("keys:\n");
    for (int i = 0; i <= ApiKeys.KEYS_MAX; i++) {
      text.append(entry("n" + i, Digest.sha256(new byte[] {(byte) i, (byte) (i >> 8)}).toHex()));
    }
    Path file = write(text.toString());
    assertThrows(ConfigException.class, () -> KeysFile.read(file));
  }

  @Test
  void refusesAFileThatOthersCanWrite() throws Exception {
    Path file = write("keys:\n" + entry("ci", HASH));
    assertTrue(KeysFile.read(file).holder("bk_one").isPresent());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
    assertThrows(ConfigException.class, () -> KeysFile.read(file));
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThrows(ConfigException.class, () -> KeysFile.read(folder.resolve("none.yaml")));
  }
}
