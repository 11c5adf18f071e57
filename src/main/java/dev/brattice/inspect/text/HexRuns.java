package dev.brattice.inspect.text;

/** Hexadecimal digits without separators. Digests and identifiers are told apart by their bytes. */
final class HexRuns {
  private HexRuns() {}

  /** The value of a hexadecimal digit, or -1. */
  static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  /** Whether the run, without {@code 0x} before it, is an even number of digits that spell text. */
  static boolean isText(String text, int start, int end) {
    if (end - start < Survey.HEX_DIGITS_MIN
        || (end - start & 1) != 0
        || digit(text.charAt(end - 1)) < 0
        || digit(text.charAt(end - 2)) < 0) {
      return false;
    }
    int from = afterPrefix(text, start, end);
    var judge = new TextJudge((end - from) / 2);
    for (int i = from; i < end; i += 2) {
      int high = digit(text.charAt(i));
      int low = digit(text.charAt(i + 1));
      if (high < 0 || low < 0 || !judge.accepts(high << 4 | low)) {
        return false;
      }
    }
    return judge.isText();
  }

  private static int afterPrefix(String text, int start, int end) {
    boolean prefixed =
        end - start > 2 && text.charAt(start) == '0' && (text.charAt(start + 1) | 0x20) == 'x';
    return prefixed ? start + 2 : start;
  }

  /** Whether a run, or one of its parts between separators, spells text. */
  static boolean holdsText(String text, int start, int end) {
    int from = start;
    for (int i = start; i <= end; i++) {
      if (i == end || isSeparator(text.charAt(i))) {
        if (isText(text, from, i)) {
          return true;
        }
        from = i + 1;
      }
    }
    return false;
  }

  /** Adds what each run of {@code survey}, or each of its parts between separators, reads as. */
  static void decode(String text, Survey survey, Readings readings) {
    for (int run = 0; run < survey.runCount(); run++) {
      int from = survey.start(run);
      int end = survey.end(run);
      // Runs are cut for base64, whose alphabet has what separates words and parts of paths.
      for (int i = from; i <= end; i++) {
        if (i == end || isSeparator(text.charAt(i))) {
          decode(text, from, i, readings);
          from = i + 1;
        }
      }
    }
  }

  private static boolean isSeparator(char c) {
    return c == '/' || c == '-' || c == '_' || c == '+';
  }

  private static void decode(String text, int start, int end, Readings readings) {
    if (!isText(text, start, end)) {
      return;
    }
    int from = afterPrefix(text, start, end);
    byte[] bytes = new byte[(end - from) / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] =
          (byte) (digit(text.charAt(from + 2 * i)) << 4 | digit(text.charAt(from + 2 * i + 1)));
    }
    readings.add(TextJudge.read(bytes, bytes.length), start, end);
  }
}
