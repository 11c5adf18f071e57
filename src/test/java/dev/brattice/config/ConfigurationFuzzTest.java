package dev.brattice.config;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Any file, variable and flag is taken or refused with a sentence; what is taken can be shown. */
class ConfigurationFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void loadsOrRefuses(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("brattice", ".yaml");
    try {
      Files.write(file, bytes);
      load(Optional.of(file), Map.of(), Map.of());
    } finally {
      Files.delete(file);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    load(Optional.empty(), Map.of("BRATTICE_POLICY__FILES", text), Map.of());
    load(Optional.empty(), Map.of(), Map.of("limits.frame_bytes_max", text));
    load(Optional.empty(), Map.of("BRATTICE_" + text, "1"), Map.of());
    load(Optional.empty(), Map.of(), Map.of(text, "1"));
  }

  private static void load(
      Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
    try {
      Configuration configuration = Configuration.load(file, environment, flags);
      assertFalse(configuration.show().isEmpty());
    } catch (ConfigException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
    }
  }
}
