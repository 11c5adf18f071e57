package dev.brattice.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FoldedTextTest {
  private static String fold(String text) {
    FoldedText fold = FoldedText.of(text);
    return new String(fold.units(), 0, fold.length());
  }

  @Test
  void keepsLettersAndDigitsInLowerCase() {
    assertEquals("abc123", fold(" A-b.C\n1_2\t3! "));
  }

  @Test
  void resolvesCompatibilityFormsAndAccents() {
    assertEquals("cafe12fi", fold("\uff23af\u00e9 \u0661\u00b2 \ufb01"));
    assertEquals(fold("e\u0301"), fold("\u00e9"));
  }

  @Test
  void mergesLookAlikesOfOtherScripts() {
    assertEquals(fold("cope"), fold("\u0441\u043e\u0440\u0435"));
    assertEquals(fold("tok"), fold("\u03c4\u03bf\u03ba"));
  }

  @Test
  void dropsWhatDoesNotShow() {
    assertEquals("ab", fold("a\u200b\u00ad\u2060\ufe0f\ufeffb"));
    assertFalse(FoldedText.of("a\u200bb").isBoundary(1));
  }

  @Test
  void keepsEveryScript() {
    assertEquals(4, fold("\u5c71\u9ad8\uac00\u3042").length());
    assertEquals(2, fold("\ud83d\ude00\ud801\udc28").length());
    assertEquals("", fold("\ud83d \ude00"));
  }

  @Test
  void knowsWhereUnitsComeFrom() {
    FoldedText fold = FoldedText.of("-\ud835\udc00.\ufb01x");
    assertEquals("afix", new String(fold.units(), 0, fold.length()));
    assertEquals(1, fold.start(0));
    assertEquals(3, fold.end(0));
    assertEquals(4, fold.start(1));
    assertEquals(4, fold.start(2));
    assertEquals(5, fold.end(2));
    assertEquals(5, fold.start(3));
  }

  @Test
  void knowsWhereWordsBegin() {
    FoldedText fold = FoldedText.of("ab-c");
    assertTrue(fold.isBoundary(0));
    assertFalse(fold.isBoundary(1));
    assertTrue(fold.isBoundary(2));
    assertTrue(fold.isBoundary(3));
    fold.append("d", 1);
    assertTrue(fold.isBoundary(3));
    FoldedText han = FoldedText.of("\u5c71\u9ad8");
    assertTrue(han.isBoundary(1));
  }
}
