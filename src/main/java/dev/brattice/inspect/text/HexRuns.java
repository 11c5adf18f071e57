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
    int from = afterPrefix(text, start, end);
    if (end - from < Survey.HEX_DIGITS_MIN || (end - from & 1) != 0) {
      return false;
    }
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

  /** Adds what each run of {@code survey} reads as. */
  static void decode(String text, Survey survey, Readings readings) {
    for (int run = 0; run < survey.runCount(); run++) {
      int start = survey.start(run);
      int end = survey.end(run);
      if (!isText(text, start, end)) {
        continue;
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
}
