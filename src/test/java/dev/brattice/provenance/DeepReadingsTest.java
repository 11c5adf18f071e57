package dev.brattice.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.inspect.text.View;
import dev.brattice.inspect.text.Views;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeepReadingsTest {
  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<View> readings(String text) {
    return DeepReadings.of(text, Views::of);
  }

  private static boolean reads(String text, String wanted) {
    return readings(text).stream().anyMatch(view -> view.text().contains(wanted));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "//", "a/", "ab/", "abc/", "https://x.example/p/"})
  void readsRunsWhereverTheyBegin(String before) {
    assertTrue(reads(before + base64("trout-nine-lives") + "/x", "trout-nine-lives"));
  }

  @Test
  void readsWhatIsTooShortForInspection() {
    assertTrue(reads("n=" + base64("tr0ut9"), "tr0ut9"));
    assertTrue(reads("n=747230757439", "tr0ut9"));
  }

  @Test
  void leavesOutFewerBytesThanCount() {
    assertEquals(List.of(), LooseRuns.readings("n=" + base64("tr0ut")));
  }

  @Test
  void readsBase32() {
    assertTrue(reads("ORZG65LUFVXGS3TFFVWGS5TFOM", "trout-nine-lives"));
  }

  @Test
  void readsEscapesWithinEscapes() {
    assertTrue(reads("{\"a\":\"{\\\"b\\\":\\\"x\\\\ny\\\"}\"}", "\"x\ny\""));
  }

  @Test
  void stopsAtItsDepth() {
    String text = "trout9";
    for (int i = 0; i < 20; i++) {
      text = base64(text);
    }
    assertFalse(reads(text, "trout9"));
    assertTrue(reads(base64(base64(base64("trout9"))), "trout9"));
  }

  @Test
  void staysWithinItsGrowth() {
    String text = base64(base64(base64("trout\\n".repeat(4_000)))).repeat(3);
    long units = readings(text).stream().mapToLong(view -> view.text().length()).sum();
    long views = (long) Views.GROWTH_MAX * text.length() + Views.ALLOWANCE_UNITS;
    long own = (long) DeepReadings.GROWTH_MAX * text.length() + DeepReadings.ALLOWANCE_UNITS;
    assertTrue(units <= views + own, () -> units + " units of " + text.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\\", "\\n", "a/", "YWFh", "61", "A\n", "%5c", "\\u005c", "MFRGG", "=a1B2"})
  @Timeout(20)
  void finishesOnAMegabyteOf(String unit) {
    assertFalse(reads(unit.repeat(1_000_000 / unit.length()), "trout-nine-lives"));
  }
}
