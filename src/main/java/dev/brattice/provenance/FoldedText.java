package dev.brattice.provenance;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * Text reduced to what a copy keeps however it is laid out: letters and digits of all scripts in
 * lower case, compatibility forms and accents resolved, Latin look-alikes of Cyrillic and Greek
 * letters merged. Everything else is dropped but remembered as a boundary between words. Each unit
 * knows the span of the source it came from. Grows by {@link #append}; reusable after {@link
 * #clear}.
 */
final class FoldedText {
  private static final int INITIAL = 256;
  private static final int KEPT_UNITS_MAX = 1 << 16;
  private static final byte BOUNDARY = 1;
  private static final byte WIDE = 2;
  private static final String SEPARATES = " ";
  private static final int CACHE_SIZE = 256;

  private static final char[] ASCII = asciiTable();
  private static final String LOOKALIKES_FROM =
      "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u043a\u043c\u0442\u0432\u043d"
          + "\u03b1\u03bf\u03bd\u03c1\u03c4\u03b9\u03ba\u03c5\u03c7";
  private static final String LOOKALIKES_TO = "aeopcyxijskmtbhaovptikux";

  private char[] units = new char[INITIAL];
  private int[] starts = new int[INITIAL];
  private byte[] flags = new byte[INITIAL];
  private int length;
  private boolean boundary = true;
  private int[] cachedCodePoints = new int[0];
  private String[] cachedFolds = new String[0];

  /** The fold of {@code text}. */
  static FoldedText of(String text) {
    FoldedText folded = new FoldedText();
    folded.append(text, text.length());
    return folded;
  }

  /** Forgets the text; keeps its arrays for the next unless they grew large. */
  void clear() {
    if (units.length > KEPT_UNITS_MAX) {
      units = new char[INITIAL];
      starts = new int[INITIAL];
      flags = new byte[INITIAL];
    }
    length = 0;
    boundary = true;
  }

  int length() {
    return length;
  }

  /** The units; only the first {@link #length} count. The array changes when text is appended. */
  char[] units() {
    return units;
  }

  /** Where in its source text the unit {@code i} begins. */
  int start(int i) {
    return starts[i];
  }

  /** One past the end of its source. */
  int end(int i) {
    return starts[i] + ((flags[i] & WIDE) == 0 ? 1 : 2);
  }

  /** Whether a word can begin at unit {@code i}; always true at the end of the text. */
  boolean isBoundary(int i) {
    return i >= length
        || (flags[i] & BOUNDARY) != 0
        || isUnspaced(units[i])
        || (i > 0 && isUnspaced(units[i - 1]));
  }

  /** Scripts that are written without spaces between words. */
  private static boolean isUnspaced(char unit) {
    return unit >= 0x2E80 && (unit <= 0xD7FF || unit >= 0xF900);
  }

  /** Appends the fold of the first {@code limit} units of {@code text}, at a word boundary. */
  void append(String text, int limit) {
    boundary = true;
    int end = Math.min(limit, text.length());
    reserve(end);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c < 128) {
        char unit = ASCII[c];
        if (unit == 0) {
          boundary = true;
        } else {
          add(unit, i, false);
        }
      } else if (Character.isHighSurrogate(c)
          && i + 1 < end
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        addOther(Character.toCodePoint(c, text.charAt(i + 1)), i, true);
        i++;
      } else {
        addOther(c, i, false);
      }
    }
    boundary = true;
  }

  private void add(char unit, int start, boolean wide) {
    if (length == units.length) {
      grow();
    }
    units[length] = unit;
    starts[length] = start;
    flags[length] = (byte) ((boundary ? BOUNDARY : 0) | (wide ? WIDE : 0));
    length++;
    boundary = false;
  }

  private void grow() {
    resize(units.length * 2);
  }

  /** Makes room for {@code more} units at once: most texts fold to at most their own length. */
  private void reserve(int more) {
    int needed = length + more;
    if (needed > units.length) {
      resize(Math.max(needed, length == 0 ? INITIAL : units.length * 2));
    }
  }

  private void resize(int size) {
    units = Arrays.copyOf(units, size);
    starts = Arrays.copyOf(starts, size);
    flags = Arrays.copyOf(flags, size);
  }

  private void addOther(int codePoint, int start, boolean wide) {
    // Han ideographs and Hangul syllables stand for themselves.
    if ((codePoint >= 0x4E00 && codePoint <= 0x9FFF)
        || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)) {
      add((char) codePoint, start, false);
      return;
    }
    String fold = foldOther(codePoint);
    if (fold.equals(SEPARATES)) {
      boundary = true;
      return;
    }
    for (int i = 0; i < fold.length(); i++) {
      add(fold.charAt(i), start, wide);
    }
  }

  /** A small cache, because most texts use few letters of few scripts. */
  private String foldOther(int codePoint) {
    if (cachedFolds.length == 0) {
      cachedFolds = new String[CACHE_SIZE];
      Arrays.fill(cachedFolds, "");
      cachedCodePoints = new int[CACHE_SIZE];
    }
    int slot = codePoint & (CACHE_SIZE - 1);
    if (cachedCodePoints[slot] != codePoint) {
      cachedCodePoints[slot] = codePoint;
      cachedFolds[slot] = fold(codePoint);
    }
    return cachedFolds[slot];
  }

  // One code point at a time: whole-string normalisation sorts long runs of marks, which takes
  // quadratic time on hostile ones.
  private static String fold(int codePoint) {
    if (isInvisible(codePoint)) {
      return "";
    }
    String parts = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD);
    var fold = new StringBuilder();
    for (int i = 0; i < parts.length(); ) {
      int part = parts.codePointAt(i);
      i += Character.charCount(part);
      int digit = Character.digit(part, 10);
      if (digit >= 0) {
        fold.append((char) ('0' + digit));
      } else if (Character.isLetterOrDigit(part)) {
        int lower = Character.toLowerCase(part);
        int look = lower > 0xFFFF ? -1 : LOOKALIKES_FROM.indexOf(lower);
        fold.appendCodePoint(look < 0 ? lower : LOOKALIKES_TO.charAt(look));
      }
    }
    return fold.isEmpty() ? SEPARATES : fold.toString();
  }

  /** Marks, and what shows nothing: neither a letter nor a boundary. */
  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.FORMAT ->
          true;
      default -> codePoint == 0x115F || codePoint == 0x1160 || codePoint == 0x3164;
    };
  }

  private static char[] asciiTable() {
    char[] table = new char[128];
    for (char c = '0'; c <= '9'; c++) {
      table[c] = c;
    }
    for (char c = 'a'; c <= 'z'; c++) {
      table[c] = c;
      table[c - 32] = c;
    }
    return table;
  }
}
