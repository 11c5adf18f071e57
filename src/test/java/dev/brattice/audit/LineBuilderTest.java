package dev.brattice.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brattice.json.JsonString;
import dev.brattice.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineBuilderTest {
  @Test
  void spellsEveryCharacterAsTheJsonWriterDoes() {
    for (int c = 0; c < 0x10000; c++) {
      assertSame("a" + (char) c + "b");
    }
    for (int point = 0x10000; point < 0x110000; point += 997) {
      assertSame(Character.toString(point));
    }
  }

  @Test
  void spellsMixedTextsAsTheJsonWriterDoes() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        text.append(
            (char) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : ' ' + random.nextInt(95)));
      }
      assertSame(text.toString());
    }
  }

  @Test
  void cutsBeyondTheBoundAndSaysSo() {
    assertEquals("\"abc\"", text("abc", 3));
    assertEquals("\"ab…\"", text("abc", 2));
    // A cut through a surrogate pair leaves no broken UTF-8.
    assertEquals("\"a\\ud83d…\"", text("a🙂", 2));
  }

  @Test
  void spellsWholeNumbers() {
    for (long number :
        new long[] {
          0, 7, 10, -1, 99, 100, 1_800_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE, -10
        }) {
      assertEquals(Long.toString(number), text(new LineBuilder().number(number)));
    }
  }

  @Test
  void spellsFractionsInOneWay() {
    assertEquals("0", text(new LineBuilder().fraction(0)));
    assertEquals("1", text(new LineBuilder().fraction(1)));
    assertEquals("1", text(new LineBuilder().fraction(0.9999)));
    assertEquals("0.5", text(new LineBuilder().fraction(0.5)));
    assertEquals("0.95", text(new LineBuilder().fraction(0.95)));
    assertEquals("0.007", text(new LineBuilder().fraction(0.0071)));
    assertEquals("0", text(new LineBuilder().fraction(0.0001)));
  }

  @Test
  void growsAndGivesBack() {
    LineBuilder line = new LineBuilder();
    line.text("x".repeat(1 << 20), 1 << 20);
    assertEquals((1 << 20) + 2, line.length());
    line.restart().number(5);
    assertEquals("5", text(line));
  }

  private static void assertSame(String text) {
    assertArrayEquals(
        JsonWriter.bytes(new JsonString(text)),
        text(text, text.length()).getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String text, int max) {
    return text(new LineBuilder().text(text, max));
  }

  private static String text(LineBuilder line) {
    return new String(Arrays.copyOf(line.bytes(), line.length()), StandardCharsets.UTF_8);
  }
}
