package dev.brattice.scan;

import java.util.List;

/**
 * The characters of a set of keywords, numbered: a column of the automaton's table for each, column
 * 0 for all that occur in no keyword. Characters that differ in case only, and white space, may
 * share a column.
 */
final class CharClasses {
  /** The most characters that keywords may use together. */
  static final int CLASSES_MAX = 255;

  private static final int PAGE_BITS = 8;
  private static final byte[] EMPTY_PAGE = new byte[1 << PAGE_BITS];

  private final byte[] ascii = new byte[0x80];
  private final byte[][] pages = new byte[0x10000 >> PAGE_BITS][];
  private int count = 1;

  private CharClasses() {
    java.util.Arrays.fill(pages, EMPTY_PAGE);
  }

  static CharClasses of(List<String> keywords, boolean ignoreCase) {
    var classes = new CharClasses();
    for (String keyword : keywords) {
      for (int i = 0; i < keyword.length(); i++) {
        classes.add(keyword.charAt(i), ignoreCase);
      }
    }
    return classes;
  }

  private void add(char c, boolean ignoreCase) {
    if (of(c) != 0) {
      return;
    }
    if (count > CLASSES_MAX) {
      throw new IllegalArgumentException(
          "expected keywords of at most " + CLASSES_MAX + " different characters, got more");
    }
    byte number = (byte) count++;
    put(c, number);
    if (ignoreCase && c == ' ') {
      put('\t', number);
      put('\n', number);
      put('\r', number);
    } else if (ignoreCase) {
      // One step each way only: what merely folds to a letter, such as the Kelvin sign, is not it.
      putOther(c, Character.toLowerCase(c), number);
      putOther(c, Character.toUpperCase(c), number);
    }
  }

  /** A letter beyond ASCII takes no ASCII letter with it, as the dotless i would take the I. */
  private void putOther(char c, char other, byte number) {
    if ((c < 0x80) == (other < 0x80)) {
      put(other, number);
    }
  }

  private void put(char c, byte number) {
    if (c < 0x80) {
      ascii[c] = number;
      return;
    }
    if (pages[c >> PAGE_BITS] == EMPTY_PAGE) {
      pages[c >> PAGE_BITS] = new byte[1 << PAGE_BITS];
    }
    pages[c >> PAGE_BITS][c & ((1 << PAGE_BITS) - 1)] = number;
  }

  /** The column of {@code c}; 0 where no keyword has it. */
  int of(char c) {
    byte number = c < 0x80 ? ascii[c] : pages[c >> PAGE_BITS][c & ((1 << PAGE_BITS) - 1)];
    return number & 0xFF;
  }

  /** The columns of ASCII; the automaton's own fast path, not to be changed. */
  byte[] ascii() {
    return ascii;
  }

  /** How many bits number every column. */
  int bits() {
    return Math.max(1, 32 - Integer.numberOfLeadingZeros(count - 1));
  }
}
