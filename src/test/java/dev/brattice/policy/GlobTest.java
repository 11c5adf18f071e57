package dev.brattice.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "read_file, read_file, true",
    "read_file, read_files, false",
    "read_file, READ_FILE, true",
    "read*, read, true",
    "*file, read_file, true",
    "*file, files, false",
    "*_*_*, a_b_c, true",
    "*_*_*, a_b, false",
    "a*a, a, false",
    "a*a, aa, true",
    "a*ab*b, aabb, true",
    "ab*bc, abc, false",
    "r??d, read, true",
    "r??d, rd, false",
    "*?x?*, axb, true",
    "*?x?*, xb, false",
    "*, anything, true",
    "send*, SendEmail, true",
    "sénd*, SÉNDER, true"
  })
  void matchesWholeNames(String pattern, String name, boolean expected) {
    assertEquals(expected, new Glob(pattern).matches(name));
  }

  @Test
  void emptyNamesMatchStarsOnly() {
    assertTrue(new Glob("*").matches(""));
    assertFalse(new Glob("?").matches(""));
  }

  @Test
  void refusesEmptyAndEndlessPatterns() {
    assertThrows(IllegalArgumentException.class, () -> new Glob(""));
    assertThrows(IllegalArgumentException.class, () -> new Glob("x".repeat(Glob.CHARS_MAX + 1)));
  }

  @Test
  @Timeout(20)
  void hostileNamesTakeLinearTime() {
    var glob = new Glob("*a".repeat(60) + "*b");
    assertFalse(glob.matches("a".repeat(1 << 20)));
    assertTrue(glob.matches("a".repeat(1 << 20) + "b"));
    assertFalse(new Glob("*" + "a".repeat(200) + "b*c").matches("a".repeat(1 << 20)));
  }
}
