package dev.brattice.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.config.Configuration;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code serve} refuses to begin with. */
@Timeout(60)
class ServeTest {
  private static final String SERVERS = "servers: {small: {command: [sh]}}\n";

  @TempDir private Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private int run(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("gateway.yaml"), text);
    Configuration configuration = Configuration.load(Optional.of(file), Map.of(), Map.of());
    var host = new Host(folder, "tester", folder, Map.of(), Optional.empty(), "test");
    var err = new PrintStream(said, true, StandardCharsets.UTF_8);
    return new Serve(configuration, host, err, true).run();
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anAddressThatOthersReachNeedsKeys() throws Exception {
    assertEquals(2, run(SERVERS + "listen: {host: 0.0.0.0, hosts: [gateway.example]}\n"));
    assertTrue(said().contains("identity.api_keys.file"), said());
  }

  @Test
  void keysThatCannotBeReadAreNotNoKeys() throws Exception {
    String identity = "identity: {api_keys: {file: none.yaml}}\n";
    assertEquals(2, run(SERVERS + "listen: {host: 127.0.0.1}\n" + identity));
    assertTrue(said().contains("none.yaml"), said());
  }

  @Test
  void aKeyInPlaceOfItsHashIsNotSaid() throws Exception {
    Files.writeString(
        folder.resolve("keys.yaml"), "keys:\n  - {name: ci, sha256: bk_secretsecret}\n");
    assertEquals(2, run(SERVERS + "identity: {api_keys: {file: keys.yaml}}\n"));
    assertFalse(said().contains("secretsecret"), said());
  }
}
