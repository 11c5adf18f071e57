package dev.brattice.inspect.text;

import java.util.Arrays;

/**
 * Base64 and base64url (RFC 4648), with or without padding, in one line or wrapped. Both alphabets
 * are read at once: no text mixes them by accident.
 */
final class Base64Runs {
  /** The shortest part of a path that is tried on its own. */
  private static final int PART_CHARS_MIN = 16;

  /** The shortest run in which the text may begin at another than the first character. */
  private static final int SHIFTED_CHARS_MIN = 64;

  private static final byte NONE = -1;
  private static final byte[] VALUE = values();

  private Base64Runs() {}

  private static byte[] values() {
    byte[] values = new byte[0x80];
    Arrays.fill(values, NONE);
    String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < digits.length(); i++) {
      values[digits.charAt(i)] = (byte) i;
    }
    values['-'] = values['+'];
    values['_'] = values['/'];
    return values;
  }

  /** Whether {@code c} is a digit of either alphabet. */
  static boolean isDigit(char c) {
    return c < 0x80 && VALUE[c] >= 0;
  }

  /** Whether the run, or a part of it, decodes to text. */
  static boolean holdsText(String text, int start, int end) {
    return isText(text, start, end) || partOrShift(text, start, end, new Readings()) > 0;
  }

  /** Whether {@code [start, end)} as a whole decodes to text. White space is skipped. */
  static boolean isText(String text, int start, int end) {
    var judge = new TextJudge((end - start) * 3 / 4);
    int bits = 0;
    int held = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      int value = c < 0x80 ? VALUE[c] : NONE;
      if (value < 0) {
        continue;
      }
      bits = bits << 6 | value;
      held += 6;
      if (held >= 8) {
        held -= 8;
        if (!judge.accepts(bits >> held & 0xFF)) {
          return false;
        }
      }
    }
    return judge.isText();
  }

  /** Adds what each run of {@code survey} reads as. */
  static void decode(String text, Survey survey, Readings readings) {
    for (int run = 0; run < survey.runCount(); run++) {
      int start = survey.start(run);
      int end = survey.end(run);
      if (HexRuns.isText(text, start, end)) {
        continue;
      }
      if (isText(text, start, end)) {
        add(text, start, end, readings);
      } else {
        partOrShift(text, start, end, readings);
      }
    }
  }

  /** Looks for text in the parts of a run that is none as a whole; says how many it found. */
  private static int partOrShift(String text, int start, int end, Readings readings) {
    int found = 0;
    int from = start;
    for (int i = start; i <= end; i++) {
      if (i < end && !separates(text.charAt(i))) {
        continue;
      }
      if (i - from >= PART_CHARS_MIN && i - from < end - start && isText(text, from, i)) {
        add(text, from, i, readings);
        found++;
      }
      from = i + 1;
    }
    for (int shift = 1; found == 0 && shift < 4 && end - start >= SHIFTED_CHARS_MIN; shift++) {
      if (isText(text, start + shift, end)) {
        add(text, start + shift, end, readings);
        found++;
      }
    }
    return found;
  }

  private static boolean separates(char c) {
    return c == '/' || c == '-' || c == '_' || c == '+' || Survey.isSpace(c);
  }

  private static void add(String text, int start, int end, Readings readings) {
    byte[] bytes = new byte[(end - start) * 3 / 4 + 3];
    int count = 0;
    int bits = 0;
    int held = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      int value = c < 0x80 ? VALUE[c] : NONE;
      if (value < 0) {
        continue;
      }
      bits = bits << 6 | value;
      held += 6;
      if (held >= 8) {
        held -= 8;
        bytes[count++] = (byte) (bits >> held);
      }
    }
    readings.add(TextJudge.read(bytes, count), start, padded(text, end));
  }

  /** The end of the run with its padding. */
  private static int padded(String text, int end) {
    int i = end;
    while (i < text.length() && i < end + 2 && text.charAt(i) == '=') {
      i++;
    }
    return i;
  }
}
