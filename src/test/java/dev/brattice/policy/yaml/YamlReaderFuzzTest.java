package dev.brattice.policy.yaml;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Any file is read, or refused with a line number; nothing else. */
class YamlReaderFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void readsOrRefuses(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      depth(YamlReader.read(text), 0);
    } catch (YamlException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
      // A word of the file may be quoted, the library's own names may not.
      assertFalse(
          !text.contains("snakeyaml")
              && String.valueOf(refused.getMessage()).contains("org.snakeyaml"));
    }
  }

  private static void depth(Yaml value, int depth) {
    assertTrue(depth <= YamlReader.DEPTH_MAX);
    assertTrue(value.line() >= 0);
    assertFalse(value.kind().isEmpty());
    switch (value) {
      case Yaml.Scalar ignored -> {}
      case Yaml.Sequence sequence ->
          sequence.elements().forEach(element -> depth(element, depth + 1));
      case Yaml.Mapping mapping ->
          mapping.entries().values().forEach(entry -> depth(entry.value(), depth + 1));
    }
  }
}
