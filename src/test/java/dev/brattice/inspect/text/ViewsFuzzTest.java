package dev.brattice.inspect.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Any text has readings, within every bound, the text itself first. */
class ViewsFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void readsAnyTextWithinItsBounds(byte[] bytes) {
    check(new String(bytes, StandardCharsets.UTF_8));
    check(new String(bytes, StandardCharsets.UTF_16BE));
  }

  private static void check(String text) {
    List<View> views = Views.of(text);
    assertTrue(views.size() <= Views.VIEWS_MAX);
    assertEquals(new View(text, "", 0, text.length()), views.getFirst());
    long made = 0;
    Set<String> seen = new HashSet<>();
    for (View view : views) {
      assertTrue(0 <= view.start() && view.start() <= view.end() && view.end() <= text.length());
      assertTrue(seen.add(view.text()), "one reading twice");
      long depth = view.disguise().chars().filter(c -> c == '>').count() + 1;
      assertTrue(depth <= Views.DEPTH_MAX);
      if (!view.isOriginal()) {
        made += view.text().length();
      }
    }
    assertFalse(views.stream().skip(1).anyMatch(View::isOriginal));
    assertTrue(made <= (long) Views.GROWTH_MAX * text.length() + Views.ALLOWANCE_UNITS);
    assertNotNull(HiddenText.in(text));
    String fold = Fold.of(text);
    assertEquals(fold, Fold.of(fold), "a fold has no other fold");
  }
}
