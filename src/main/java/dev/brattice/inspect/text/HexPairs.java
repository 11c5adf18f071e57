package dev.brattice.inspect.text;

/**
 * Pairs of hexadecimal digits with separators, such as {@code 72 6d 20}, {@code 72:6d:20} or {@code
 * 0x72, 0x6d, 0x20}.
 */
final class HexPairs {
  /** How many characters may separate two pairs. */
  private static final int SEPARATOR_CHARS_MAX = 3;

  private HexPairs() {}

  /** Adds what each run of pairs in {@code text} reads as. */
  static void decode(String text, Readings readings) {
    byte[] bytes = new byte[text.length() / 2];
    int i = 0;
    while (i < text.length()) {
      int end = pairEnd(text, i);
      if (end < 0) {
        i++;
        continue;
      }
      int start = i;
      int count = 0;
      int last = end;
      while (end >= 0) {
        bytes[count++] = (byte) (digit(text, end - 2) << 4 | digit(text, end - 1));
        last = end;
        end = pairEnd(text, afterSeparator(text, end));
      }
      add(bytes, count, start, last, readings);
      i = last;
    }
  }

  private static void add(byte[] bytes, int count, int start, int end, Readings readings) {
    var judge = new TextJudge(count);
    for (int i = 0; i < count; i++) {
      if (!judge.accepts(bytes[i] & 0xFF)) {
        return;
      }
    }
    if (count >= Survey.PAIRS_MIN && judge.isText()) {
      readings.add(TextJudge.read(bytes, count), start, end);
    }
  }

  private static int digit(String text, int at) {
    return HexRuns.digit(text.charAt(at));
  }

  /** One past the pair that begins at {@code at}, or -1. A pair is two digits, no more, no less. */
  private static int pairEnd(String text, int at) {
    if (at < 0 || at >= text.length() || at > 0 && isWord(text.charAt(at - 1))) {
      return -1;
    }
    int i = at;
    if (text.startsWith("0x", at) || text.startsWith("0X", at)) {
      i += 2;
    }
    boolean pair = i + 2 <= text.length() && digit(text, i) >= 0 && digit(text, i + 1) >= 0;
    return pair && (i + 2 == text.length() || !isWord(text.charAt(i + 2))) ? i + 2 : -1;
  }

  private static int afterSeparator(String text, int at) {
    int i = at;
    while (i < text.length() && i < at + SEPARATOR_CHARS_MAX && separates(text.charAt(i))) {
      i++;
    }
    return i > at ? i : -1;
  }

  private static boolean separates(char c) {
    return c == ' ' || c == ':' || c == ',' || c == '-' || c == '\n' || c == '\r' || c == ';';
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c);
  }
}
