package dev.brattice.inspect.text;

import java.nio.charset.StandardCharsets;

/**
 * Judges, byte by byte, whether decoded bytes are text: UTF-8, or UTF-16LE as PowerShell takes it,
 * with few characters that no text has. Gives up as soon as neither is possible, so that trying a
 * word that happens to look encoded costs a few steps.
 */
final class TextJudge {
  /** The fewest bytes that can be told from chance. */
  private static final int BYTES_MIN = 8;

  /** One byte in this many may be none of text. */
  private static final int BAD_SHARE = 10;

  private final int badMax;
  private int count;
  private int bad;
  private int oddZeros;
  private int evenText;
  private int tails;

  TextJudge(int expectedBytes) {
    badMax = expectedBytes < 2 * BAD_SHARE ? 0 : expectedBytes / BAD_SHARE;
  }

  /** Takes the next byte; false when the bytes cannot be text any more. */
  boolean accepts(int b) {
    boolean odd = (count++ & 1) != 0;
    if (odd && b == 0) {
      oddZeros++;
    } else if (!odd && isAsciiText(b)) {
      evenText++;
    }
    if (tails > 0) {
      tails--;
      if ((b & 0xC0) == 0x80) {
        return true;
      }
      tails = 0;
      bad++;
    }
    if (b >= 0x80) {
      tails = b >= 0xF5 || b < 0xC2 ? 0 : b >= 0xF0 ? 3 : b >= 0xE0 ? 2 : 1;
      bad += tails == 0 ? 1 : 0;
    } else if (!isAsciiText(b)) {
      bad++;
    }
    return bad <= badMax || isWide();
  }

  private boolean isWide() {
    int pairs = count / 2;
    return (pairs - oddZeros) * BAD_SHARE <= pairs && (pairs - evenText) * BAD_SHARE <= pairs;
  }

  private static boolean isAsciiText(int b) {
    return b >= 0x20 && b < 0x7F || b == '\n' || b == '\t' || b == '\r';
  }

  /** Whether all that was taken is text. */
  boolean isText() {
    return count >= BYTES_MIN && (bad <= badMax || isWide());
  }

  /** The text that {@code count} bytes spell. */
  static String read(byte[] bytes, int count) {
    int zeros = 0;
    for (int i = 1; i < count; i += 2) {
      zeros += bytes[i] == 0 ? 1 : 0;
    }
    boolean wide = zeros * 2 * BAD_SHARE >= (count - 1) * (BAD_SHARE - 1) && zeros > 0;
    return new String(bytes, 0, count, wide ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8);
  }
}
