package dev.brattice.inspect.text;

/**
 * Decodes encodings that replace single characters within text. Only the neighbourhood of what is
 * encoded becomes a reading, so that one escape in a long document does not double the work.
 */
final class Rewrite {
  /** Encoded characters at most this far apart belong to one reading. */
  private static final int GAP_CHARS = 64;

  /** How far before its first encoded character a reading begins at the most. */
  private static final int BEFORE_CHARS_MAX = 256;

  private Rewrite() {}

  /** One way of encoding single characters. */
  interface Unit {
    /** The first place at or after {@code from} where an encoded character may stand, or -1. */
    int next(String text, int from);

    /**
     * Decodes at {@code at}: appends to {@code out} and returns one past what was encoded; where
     * nothing is encoded, returns the complement ({@code ~}) of where to go on looking, which lies
     * after {@code at}, and appends nothing.
     */
    int decode(String text, int at, StringBuilder out);
  }

  /** Adds what the encoded parts of {@code text} read as. */
  static void decode(String text, Unit unit, Readings readings) {
    var out = new StringBuilder();
    int from = 0;
    int at = unit.next(text, 0);
    while (at >= 0) {
      out.setLength(0);
      int end = unit.decode(text, at, out);
      if (end < 0) {
        at = unit.next(text, ~end);
        continue;
      }
      int start = before(text, from, at);
      out.insert(0, text, start, at);
      from = segment(text, unit, end, out);
      readings.add(out.toString(), start, from);
      at = unit.next(text, from);
    }
  }

  /** Goes on from the first encoded character, which ends at {@code end}; returns the end. */
  private static int segment(String text, Unit unit, int end, StringBuilder out) {
    int last = end;
    int written = out.length();
    int position = end;
    while (true) {
      int at = unit.next(text, position);
      if (at < 0 || at - last > GAP_CHARS) {
        break;
      }
      out.append(text, position, at);
      int decoded = unit.decode(text, at, out);
      if (decoded < 0) {
        position = ~decoded;
        out.append(text, at, position);
        continue;
      }
      position = decoded;
      last = decoded;
      written = out.length();
    }
    out.setLength(written);
    int stop = after(text, last);
    out.append(text, last, stop);
    return stop;
  }

  /** The beginning of the line or, where the line is long, a place some words before. */
  private static int before(String text, int from, int at) {
    int least = Math.max(from, at - BEFORE_CHARS_MAX);
    int i = at;
    while (i > least && text.charAt(i - 1) != '\n') {
      i--;
    }
    return i;
  }

  private static int after(String text, int last) {
    int most = Math.min(text.length(), last + GAP_CHARS);
    int i = last;
    while (i < most && text.charAt(i) != '\n') {
      i++;
    }
    return i;
  }
}
