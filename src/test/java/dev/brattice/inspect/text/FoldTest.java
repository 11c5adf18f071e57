package dev.brattice.inspect.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class FoldTest {
  @Test
  void keepsLettersAndDigitsOnly() {
    assertEquals("akia1234", Fold.of(" AKIA-12\n34! "));
    assertEquals("", Fold.of(" \t.,;"));
  }

  @Test
  void doesNotMindCaseFormOrLookAlikes() {
    String plain = Fold.of("Paypal Secret 42");
    assertEquals(plain, Fold.of("PAYPAL secret 42"));
    assertEquals(plain, Fold.of("p\u0430yp\u0430l s\u0435cret 42"));
    assertEquals(plain, Fold.of("\uFF30\uFF41\uFF59\uFF50\uFF41\uFF4C secret \uFF14\uFF12"));
    assertEquals(plain, Fold.of("pay\u200Bpal\u00AD se\u2060cret 4\uFE0F2"));
    assertEquals(plain, Fold.of("p\u0301aypal secr\u0308et 42"));
  }

  @Test
  void givesCapitalsOfEveryScriptTheFoldOfTheirSmallLetters() {
    for (int c = 0x80; c < 0x1E00; c++) {
      String letter = Character.toString(c);
      // Some capitals have no letter of their own to come back from.
      if (letter.toUpperCase(java.util.Locale.ROOT).length() == 1
          && Character.toLowerCase(Character.toUpperCase(c)) == Character.toLowerCase(c)) {
        String upper = Character.toString(Character.toUpperCase(c));
        assertEquals(Fold.of(letter), Fold.of(upper), () -> letter);
      }
    }
  }

  @Test
  void keepsOtherScriptsAsTheyAre() {
    assertEquals(Fold.of("ПРИВЕТ"), Fold.of("Привет!"));
    assertEquals("密码是1234", Fold.of("密码 是 1234"));
    assertEquals("हिन्दी", Fold.of("हिन्दी"));
    assertNotEquals(Fold.of("ключ"), Fold.of("замок"));
  }

  @Test
  void tellsWhatOneAsciiCharacterBecomes() {
    assertEquals('a', Fold.ascii('A'));
    assertEquals('7', Fold.ascii('7'));
    assertEquals(0, Fold.ascii('-'));
    assertEquals(0, Fold.ascii('é'));
  }
}
