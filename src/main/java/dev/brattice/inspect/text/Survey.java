package dev.brattice.inspect.text;

import java.util.Arrays;

/**
 * One pass over a text that says which encodings may occur in it, and where the runs of base64 or
 * hexadecimal digits are that hold text. Ordinary words are runs too, so each is tried at once and
 * all but a few fall out at their first characters.
 */
final class Survey {
  static final int PERCENT = 1;
  static final int BACKSLASH = 2;
  static final int AMPERSAND = 4;
  static final int NON_ASCII = 8;
  static final int PAIRS = 16;
  static final int RUNS = 32;

  /** The shortest run of base64 that is tried: nine bytes; shorter ones are words. */
  static final int BASE64_CHARS_MIN = 12;

  /** The shortest run of hexadecimal digits that is tried: eight bytes. */
  static final int HEX_DIGITS_MIN = 16;

  /** How many pairs of digits with separators make a run. */
  static final int PAIRS_MIN = 8;

  /** The shortest line that may be the beginning of a run wrapped over several lines. */
  static final int WRAPPED_LINE_MIN = 40;

  private static final byte RUN = 64;
  private static final byte SPACE = 32;
  private static final byte OTHER = 16;
  private static final byte[] KIND = kinds();

  private final String text;
  private int flags;
  // Invariant: start and end of each run that is worth decoding, in the order of the text.
  private int[] runs = new int[0];
  private int runCount;
  private int pairs;

  private Survey(String text) {
    this.text = text;
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[0x80];
    for (int c = 0; c < 0x80; c++) {
      kinds[c] = Base64Runs.isDigit((char) c) ? RUN : OTHER;
    }
    kinds['%'] = PERCENT;
    kinds['\\'] = BACKSLASH;
    kinds['&'] = AMPERSAND;
    kinds['\n'] = SPACE;
    kinds['\r'] = SPACE;
    kinds[' '] = SPACE;
    kinds['\t'] = SPACE;
    kinds['='] = SPACE;
    return kinds;
  }

  static Survey of(String text) {
    var survey = new Survey(text);
    survey.pass();
    return survey;
  }

  private void pass() {
    int length = text.length();
    int start = 0;
    int line = 0;
    int seen = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      int kind = c < 0x80 ? KIND[c] : NON_ASCII;
      if (kind == RUN) {
        continue;
      }
      seen |= kind;
      if (c == '\n' && i - line >= WRAPPED_LINE_MIN || c == '\r' && i - line >= WRAPPED_LINE_MIN) {
        int next = afterBreak(i);
        if (next < length && Base64Runs.isDigit(text.charAt(next))) {
          line = next;
          i = next - 1;
          continue;
        }
      }
      if (i > start) {
        end(start, i);
      }
      start = i + 1;
      line = start;
    }
    if (length > start) {
      end(start, length);
    }
    flags |= seen & (PERCENT | BACKSLASH | AMPERSAND | NON_ASCII);
    if (seen == SPACE && length >= BASE64_CHARS_MIN && Base64Runs.isText(text, 0, length)) {
      // Nothing but digits and white space: wrapped at whatever width.
      runCount = 0;
      keep(0, length);
    }
  }

  private int afterBreak(int at) {
    int i = at;
    while (i < text.length() && i < at + 16 && isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private void end(int start, int end) {
    int length = end - start;
    if (length >= BASE64_CHARS_MIN) {
      pairs = 0;
      if (HexRuns.isText(text, start, end) || Base64Runs.holdsText(text, start, end)) {
        keep(start, end);
      }
    } else if (length == 2 || length == 4) {
      if (++pairs >= PAIRS_MIN) {
        flags |= PAIRS;
      }
    } else {
      pairs = 0;
    }
  }

  private void keep(int start, int end) {
    if (runCount * 2 == runs.length) {
      runs = Arrays.copyOf(runs, Math.max(8, runs.length * 2));
    }
    runs[runCount * 2] = start;
    runs[runCount * 2 + 1] = end;
    runCount++;
    flags |= RUNS;
  }

  /** Whether anything may be encoded here. */
  boolean isEncoded() {
    return flags != 0;
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  int runCount() {
    return runCount;
  }

  int start(int run) {
    return runs[run * 2];
  }

  int end(int run) {
    return runs[run * 2 + 1];
  }
}
