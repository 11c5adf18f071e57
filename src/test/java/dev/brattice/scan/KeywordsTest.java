package dev.brattice.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KeywordsTest {
  private static List<String> hits(Keywords keywords, String text) {
    List<String> hits = new ArrayList<>();
    keywords.scan(text, (keyword, end) -> hits.add(keyword + "@" + end));
    Collections.sort(hits);
    return hits;
  }

  @Test
  void reportsKeywordsThatOverlapAndNest() {
    Keywords keywords = Keywords.exact(List.of("he", "she", "hers", "his"));
    assertEquals(List.of("0@4", "1@4", "2@6"), hits(keywords, "ushers"));
  }

  @Test
  void tellsCaseApartOnlyWhenAsked() {
    assertEquals(List.of(), hits(Keywords.exact(List.of("ghp_")), "GHP_"));
    assertEquals(
        List.of("0@4", "1@9"), hits(Keywords.ignoringCase(List.of("ghp_", "ÄrgeR")), "GhP_äRGEr"));
  }

  @Test
  void takesNoLetterForAnotherThatMerelyFoldsToIt() {
    Keywords keywords = Keywords.ignoringCase(List.of("key", "kırmızı", "ignore"));
    assertEquals(List.of(), hits(keywords, "\u212Aey"));
    assertEquals(List.of("2@6"), hits(keywords, "Ignore"));
    assertEquals(List.of("1@7"), hits(keywords, "KıRMıZı"));
  }

  @Test
  void takesAnyWhiteSpaceForASpace() {
    Keywords keywords = Keywords.ignoringCase(List.of("api key"));
    assertEquals(List.of("0@7"), hits(keywords, "API\nkey"));
    assertEquals(List.of(), hits(keywords, "apikey"));
  }

  @Test
  void reportsOneKeywordGivenTwiceAsTwo() {
    assertEquals(List.of("0@1", "1@1"), hits(Keywords.exact(List.of("a", "a")), "a"));
  }

  @Test
  void agreesWithSearchingForEachKeyword() {
    var random = new Random(11);
    for (int round = 0; round < 200; round++) {
      List<String> words = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(12); i++) {
        words.add(word(random, 1 + random.nextInt(5)));
      }
      String text = word(random, 200);
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < words.size(); i++) {
        String word = words.get(i).toLowerCase(Locale.ROOT);
        for (int at = text.toLowerCase(Locale.ROOT).indexOf(word);
            at >= 0;
            at = text.toLowerCase(Locale.ROOT).indexOf(word, at + 1)) {
          expected.add(i + "@" + (at + word.length()));
        }
      }
      Collections.sort(expected);
      Keywords keywords = Keywords.ignoringCase(words);
      assertEquals(expected, hits(keywords, text));
      assertEquals(!expected.isEmpty(), keywords.occursIn(text));
    }
  }

  private static String word(Random random, int length) {
    var word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append("abAB я界".charAt(random.nextInt(7)));
    }
    return word.toString().replace(' ', 'a');
  }

  @Test
  void refusesTooManyCharactersAndEmptyKeywords() {
    List<String> many = new ArrayList<>();
    for (char c = 0x4E00; c < 0x4E00 + 256; c++) {
      many.add(String.valueOf(c));
    }
    assertThrows(IllegalArgumentException.class, () -> Keywords.exact(many));
    assertFalse(Keywords.exact(many.subList(0, 255)).occursIn("x"));
    assertThrows(IllegalArgumentException.class, () -> Keywords.exact(List.of("")));
  }

  @Test
  void refusesMoreStatesThanItCanNumber() {
    var random = new Random(5);
    List<String> long1 = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      var word = new StringBuilder();
      for (int j = 0; j < 1000; j++) {
        word.append((char) ('a' + random.nextInt(26)));
      }
      long1.add(word.toString());
    }
    assertThrows(IllegalArgumentException.class, () -> Keywords.exact(long1));
    assertTrue(Keywords.exact(long1.subList(0, 30)).states() <= Keywords.STATES_MAX);
  }

  @Test
  @Timeout(20)
  void scansTextMadeToFallBackOften() {
    Keywords keywords = Keywords.exact(List.of("a".repeat(40) + "b", "aab", "ab"));
    var count = new AtomicInteger();
    keywords.scan("a".repeat(8 << 20) + "b", (keyword, end) -> count.incrementAndGet());
    assertEquals(3, count.get());
  }
}
