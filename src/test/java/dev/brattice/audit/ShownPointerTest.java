package dev.brattice.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownPointerTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/path",
        "/edits/0/newText",
        "/structuredContent/results/12/file_path",
        "/$defs/item",
        "/@type",
        "/headers/X-Api-Key",
        "/package.json",
        "/sha256",
        "/",
        "//"
      })
  void showsNames(String pointer) {
    assertEquals(pointer, ShownPointer.of(pointer, 512));
  }

  @ParameterizedTest
  @CsvSource({
    "/env/ghp_a1B2c3D4e5F6a1B2c3D4e5F6a1B2c3D4e5F6, /env/*",
    "/AKIAQ7RT2XW9PLM4ZK8N/0, /*/0",
    "/anna@example.com, /*",
    "/4111111111111111, /*",
    "/+49 170 1234567/name, /*/name",
    "/correct-horse-battery-4711, /*",
    "/größe, /*",
    "/a~1b, /*",
    "no-slash, /no-slash"
  })
  void hidesWhatMayBeAValue(String pointer, String shown) {
    assertEquals(shown, ShownPointer.of(pointer, 512));
  }

  @Test
  @Timeout(20)
  void cutsToWholeTokensInLinearTime() {
    String shown = ShownPointer.of("/abc".repeat(1 << 20), 10);
    assertEquals("/abc/abc/abc", shown);
    assertTrue(ShownPointer.of("/" + "9".repeat(1 << 20), 512).equals("/*"));
  }
}
