package dev.brattice.inspect.secrets;

import java.util.List;
import java.util.Locale;

/**
 * Tells what was drawn by chance from words, numbers and stand-ins. Measured against what chance
 * gives for the same alphabet and length, never against one number for all.
 */
final class Randomness {
  /** Values longer than this are judged by their beginning. */
  private static final int JUDGED_CHARS_MAX = 256;

  /** So many equal characters in a row, or steps up or down, are a person's doing. */
  private static final int SEQUENCE_MAX = 7;

  private static final int EQUAL_MAX = 5;

  /** Long encodings of binary data have stretches of one character; stand-ins are shorter. */
  private static final int PATTERNED_CHARS_MAX = 100;

  private static final List<String> STAND_INS =
      List.of(
          "example",
          "xxxx",
          "changeme",
          "change_me",
          "change-me",
          "placeholder",
          "your",
          "insert",
          "replace",
          "redacted",
          "dummy",
          "sample",
          "goes_here",
          "goeshere",
          "todo",
          "fixme",
          "deadbeef",
          "foobar",
          "lorem",
          "****",
          "....",
          "____",
          "----");

  /**
   * For each letter, the letters that often follow it in words. What is spelt with these alone is a
   * word or made of words.
   */
  private static final String[] FOLLOWERS = {
    "bcdgilmnprstuvy",
    "aeiloruy",
    "aehiklortu",
    "aeiorsu",
    "acdegilmnprstvwxy",
    "aefiloru",
    "aehilnoru",
    "aeiotu",
    "acdefglmnoprstvz",
    "aeou",
    "aeinsy",
    "adeiklostuvy",
    "abeimopsu",
    "acdefgiknostuvy",
    "abcdfghiklmnoprstuvw",
    "aehiloprstu",
    "u",
    "acdeghiklmnostuvy",
    "acehiklmnopqstuw",
    "acehilorstuwy",
    "abcdegilmnprst",
    "aeio",
    "aehinors",
    "aceipt",
    "abceimlnopst",
    "aeiozy",
  };

  private static final int[] FOLLOWING = new int[26];

  static {
    for (int i = 0; i < 26; i++) {
      for (int j = 0; j < FOLLOWERS[i].length(); j++) {
        FOLLOWING[i] |= 1 << (FOLLOWERS[i].charAt(j) - 'a');
      }
    }
  }

  private Randomness() {}

  /** Whether {@code text[start, end)} looks drawn by chance and is no stand-in. */
  static boolean isDrawn(String text, int start, int end) {
    int stop = Math.min(end, start + JUDGED_CHARS_MAX);
    return isVaried(text, start, stop) && !isStandIn(text.substring(start, stop));
  }

  /** Whether the characters vary as much as chance would have it, and do not count up or down. */
  static boolean isVaried(String text, int start, int end) {
    int[] seen = new int[0x80];
    int distinct = 0;
    boolean strict = end - start <= PATTERNED_CHARS_MAX;
    int equal = 1;
    int up = 1;
    int down = 1;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return false;
      }
      if (seen[c]++ == 0) {
        distinct++;
      }
      if (strict && i > start) {
        int step = c - text.charAt(i - 1);
        equal = step == 0 ? equal + 1 : 1;
        up = step == 1 ? up + 1 : 1;
        down = step == -1 ? down + 1 : 1;
        if (equal > EQUAL_MAX || up > SEQUENCE_MAX || down > SEQUENCE_MAX) {
          return false;
        }
      }
    }
    int length = end - start;
    return distinct >= Math.min(length / 2 + 1, 8) && bits(seen, length) >= expectedBits(length);
  }

  /** The Shannon entropy of the characters' frequencies, bits per character. */
  private static double bits(int[] seen, int length) {
    double sum = 0;
    for (int count : seen) {
      if (count > 0) {
        sum += count * Math.log(count);
      }
    }
    return (Math.log(length) - sum / length) / Math.log(2);
  }

  /** Seven tenths of what the smallest alphabet in use, 16 digits, can give at this length. */
  private static double expectedBits(int length) {
    return 0.7 * Math.log(Math.min(length, 16)) / Math.log(2);
  }

  /** Whether a person put {@code value} where a secret belongs, to say that one belongs there. */
  static boolean isStandIn(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    for (String word : STAND_INS) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether {@code value} is spelt as words are: its letters follow one another as in words, with
   * at most a short number at the end.
   */
  static boolean isWordLike(String value) {
    int pairs = 0;
    int common = 0;
    int digits = 0;
    int turns = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      digits += digit ? 1 : 0;
      if (i == 0) {
        continue;
      }
      char before = value.charAt(i - 1);
      boolean digitBefore = before >= '0' && before <= '9';
      turns += digit != digitBefore ? 1 : 0;
      int a = (before | 0x20) - 'a';
      int b = (c | 0x20) - 'a';
      if (a >= 0 && a < 26 && b >= 0 && b < 26) {
        boolean camel = before >= 'a' && c <= 'Z';
        pairs += camel ? 0 : 1;
        common += camel ? 0 : FOLLOWING[a] >> b & 1;
      }
    }
    return digits <= 4 && turns <= 2 && common * 10 >= pairs * 8;
  }
}
