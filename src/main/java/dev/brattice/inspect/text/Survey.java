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
  private static final int WRAPPED_LINE_MIN = 40;

  /** How much white space may stand where a run is wrapped. */
  private static final int BREAK_CHARS_MAX = 16;

  /** Eight pairs and their separators fill so many blocks of four characters. */
  private static final int PAIR_BLOCKS_MIN = 5;

  // Kinds of characters, beyond the flags above.
  private static final int RUN = 64;
  private static final int SPACE = 128;
  private static final int OTHER = 256;
  // What no list of hexadecimal pairs has: other letters and other punctuation.
  private static final int UNPAIRED = 512;
  private static final int[] KIND = kinds();

  private final String text;
  private int flags;
  // Invariant: start and end of each run that is worth decoding, in the order of the text.
  private int[] runs = new int[0];
  private int runCount;

  private Survey(String text) {
    this.text = text;
  }

  private static int[] kinds() {
    int[] kinds = new int[0x80];
    for (char c = 0; c < 0x80; c++) {
      boolean paired = HexRuns.digit(c) >= 0 || "xX,:;-".indexOf(c) >= 0;
      kinds[c] = (Base64Runs.isDigit(c) ? RUN : OTHER) | (paired ? 0 : UNPAIRED);
    }
    kinds['%'] = PERCENT | UNPAIRED;
    kinds['\\'] = BACKSLASH | UNPAIRED;
    kinds['&'] = AMPERSAND | UNPAIRED;
    kinds['='] = SPACE | UNPAIRED;
    for (char space : new char[] {' ', '\n', '\r', '\t'}) {
      kinds[space] = SPACE;
    }
    return kinds;
  }

  static Survey of(String text) {
    var survey = new Survey(text);
    survey.pass();
    return survey;
  }

  /**
   * Looks at blocks of four characters, because most of them need no further look: a run of twelve
   * fills two blocks in a row wherever it begins.
   */
  private void pass() {
    int[] kinds = KIND;
    int length = text.length();
    int seen = 0;
    int filledBefore = 0;
    int pairBlocks = 0;
    int i = 0;
    while (i + 4 <= length) {
      char a = text.charAt(i);
      char b = text.charAt(i + 1);
      char c = text.charAt(i + 2);
      char d = text.charAt(i + 3);
      int any;
      int filled;
      if ((a | b | c | d) < 0x80) {
        any = kinds[a] | kinds[b] | kinds[c] | kinds[d];
        filled = kinds[a] & kinds[b] & kinds[c] & kinds[d] & RUN;
      } else {
        any = kind(a) | kind(b) | kind(c) | kind(d);
        filled = 0;
      }
      seen |= any;
      pairBlocks = (any & (UNPAIRED | RUN)) == RUN ? pairBlocks + 1 : 0;
      if (pairBlocks == PAIR_BLOCKS_MIN) {
        flags |= PAIRS;
      }
      if ((filled & filledBefore) != 0) {
        i = run(i - 4);
        filledBefore = 0;
      } else {
        filledBefore = filled;
        i += 4;
      }
    }
    for (; i < length; i++) {
      seen |= kind(text.charAt(i));
    }
    flags |= seen & (PERCENT | BACKSLASH | AMPERSAND | NON_ASCII);
    if ((seen & ~(RUN | UNPAIRED)) == SPACE) {
      whole();
    }
  }

  private static int kind(char c) {
    return c < 0x80 ? KIND[c] : NON_ASCII | UNPAIRED;
  }

  /** The run around {@code at}; returns its end. */
  private int run(int at) {
    int start = at;
    while (start > 0 && isDigit(start - 1)) {
      start--;
    }
    int line = start;
    int end = at;
    while (true) {
      while (end < text.length() && isDigit(end)) {
        end++;
      }
      int next = end - line >= WRAPPED_LINE_MIN ? afterBreak(end) : end;
      if (next == end || next == text.length() || !isDigit(next)) {
        break;
      }
      line = next;
      end = next;
    }
    if (end - start >= BASE64_CHARS_MIN
        && (HexRuns.holdsText(text, start, end) || Base64Runs.holdsText(text, start, end))) {
      keep(start, end);
    }
    return end;
  }

  private boolean isDigit(int at) {
    return Base64Runs.isDigit(text.charAt(at));
  }

  /** Where the next line begins, if a line ends at {@code at}; otherwise {@code at}. */
  private int afterBreak(int at) {
    if (at == text.length() || text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      return at;
    }
    int i = at;
    while (i < text.length() && i < at + BREAK_CHARS_MAX && isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  /** Nothing but digits and white space: one run, wrapped at whatever width, or words and a run. */
  private void whole() {
    boolean words = runCount > 0 && text.indexOf(' ') >= 0;
    if (!words && text.length() >= BASE64_CHARS_MIN && Base64Runs.isText(text, 0, text.length())) {
      runCount = 0;
      keep(0, text.length());
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
