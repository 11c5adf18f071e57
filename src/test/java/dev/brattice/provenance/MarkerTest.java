package dev.brattice.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MarkerTest {
  private final Marker marker = new Marker(new GramHash(FlowCases.KEY));

  private static String letters(int seed, int length) {
    Random random = new Random(seed);
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  @Test
  void fingerprintsAsVersionOneAlwaysDid() {
    Mark mark = marker.value("Sesame-Street-9").getFirst();
    byte[] entry = new Tag(0, "", "", "", "", "secret", List.of(mark), false).encode();
    assertEquals(
        "01000000000000000000000000067365637265740001"
            + "010dfa0100ca40262ec76446274ea0fc8160fe106206"
            + "00a613230ea9e3db9701e6683e360a69c313019a153accc1226ee9"
            + "015dba3a8f10417cb30168653550c61b602d0124ae003443ee0e3b",
        HexFormat.of().formatHex(entry));
  }

  @Test
  void keepsAWindowOfEveryRunOfProse() {
    String prose = letters(1, 3_000);
    Mark mark = marker.prose(prose).getFirst();
    Set<Long> kept = new HashSet<>();
    for (int i = 0; i < mark.grams(); i++) {
      kept.add(mark.gram(i));
    }
    for (int at = 0; at + Marker.TEXT_RUN_UNITS <= prose.length(); at++) {
      assertTrue(holds(kept, prose.substring(at, at + Marker.TEXT_RUN_UNITS)), "run at " + at);
    }
    assertTrue(mark.grams() < prose.length() / 3, "windows kept: " + mark.grams());
  }

  private boolean holds(Set<Long> kept, String run) {
    GramHash hash = new GramHash(FlowCases.KEY);
    Roller roller = new Roller(hash, Marker.TEXT_K, GramHash.Use.TEXT_GRAM);
    long[] symbols = new long[run.length()];
    hash.symbols(run.toCharArray(), run.length(), symbols);
    for (int i = 0; i < run.length(); i++) {
      long gram = roller.push(symbols, i);
      if (i >= Marker.TEXT_K - 1 && kept.contains(gram)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void keepsFewWindowsOfARepeatedText() {
    assertTrue(marker.prose("a".repeat(9_000)).getFirst().grams() <= 9_000 / Marker.TEXT_W + 1);
  }

  @Test
  void rollsToTheSameFingerprintInEitherDirection() {
    String value = letters(2, 40);
    Mark forward = marker.value(value).getFirst();
    Mark backward = marker.value(new StringBuilder(value).reverse().toString()).getFirst();
    for (int i = 0; i < forward.grams(); i++) {
      assertEquals(forward.gram(i), backward.gram(forward.grams() - 1 - i));
    }
  }

  @Test
  void marksByLength() {
    assertEquals(List.of(), marker.value("?!"));
    assertEquals(Mark.Kind.WORD, marker.value(letters(3, 11)).getFirst().kind());
    assertEquals(Mark.Kind.VALUE, marker.value(letters(3, 12)).getFirst().kind());
    assertEquals(
        Mark.Kind.VALUE, marker.value(letters(3, Marker.VALUE_UNITS_MAX)).getFirst().kind());
    assertEquals(
        Mark.Kind.TEXT, marker.value(letters(3, Marker.VALUE_UNITS_MAX + 1)).getFirst().kind());
    assertEquals(List.of(), marker.prose(letters(3, Marker.TEXT_K - 1)));
  }

  @Test
  void cutsLongProseIntoStretchesThatOverlap() {
    String prose = letters(4, 2 * Marker.STRETCH_UNITS);
    List<Mark> marks = marker.prose(prose);
    assertTrue(marks.size() > 1);
    ProvenanceIndex index = new ProvenanceIndex(FlowCases.KEY);
    index.fold(new Tag(1, "c", "s", "t", "", "internal", marks, false));
    for (int at = Marker.STRETCH_UNITS - 120; at < Marker.STRETCH_UNITS; at += 20) {
      String run = prose.substring(at, at + 80);
      assertEquals(
          1,
          index.trace(new dev.brattice.json.JsonString(run)).label().categories().size(),
          "run at " + at);
    }
  }

  @Test
  void keepsABoundedNumberOfEntriesForOneFingerprint() {
    GramTable table = new GramTable();
    for (int mark = 0; mark < 1_000; mark++) {
      table.add(42, mark, mark);
      table.add(mark + 100, mark, 0);
    }
    int count = 0;
    for (int entry = table.first(42); entry != GramTable.NONE; entry = table.next(entry)) {
      count++;
    }
    assertEquals(GramTable.ENTRIES_PER_GRAM_MAX, count);
    assertEquals(GramTable.NONE, table.first(7));
    assertEquals(900, table.mark(table.first(1_000)));
  }

  @Test
  void tellsKeysFromWords() {
    for (String word :
        List.of(
            "kubernetescluster",
            "internationalisation",
            "postgresqlconnector",
            "node20alpine318",
            "getcurrentuserprofile",
            "aaaaaaaaaaaaaaaaaaaa",
            "abcdefghijklmnopqrst",
            "12345678901234567890",
            "productionenvironment2")) {
      assertTrue(!Surprisal.isRandom(word.toCharArray(), 0, word.length()), word);
    }
    for (String key :
        List.of(
            FlowCases.expand("${hex32}"), FlowCases.expand("${hook|lower}"),
            FlowCases.expand("${awsid|lower}"), FlowCases.expand("${hex64}"))) {
      assertTrue(Surprisal.isRandom(key.toCharArray(), 0, key.length()), key);
    }
  }
}
