package dev.brattice.inspect.secrets;

import java.util.zip.CRC32;

/** What must hold of a vendor's secret beyond alphabet and length. */
final class Checks {
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int CHECKSUM_CHARS = 6;

  private static final double CERTAIN = 0.99;
  private static final double SHAPED = 0.9;
  private static final double UNVERIFIED = 0.7;

  private Checks() {}

  /** The body looks drawn by chance and is not spelt in one kind of letters alone. */
  static double random(String text, int start, int end) {
    return isMixed(text, start, end) && Randomness.isDrawn(text, start, end) ? SHAPED : 0;
  }

  private static boolean isMixed(String text, int start, int end) {
    int kinds = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      kinds |= c >= '0' && c <= '9' ? 1 : c >= 'A' && c <= 'Z' ? 2 : c >= 'a' && c <= 'z' ? 4 : 0;
    }
    return Integer.bitCount(kinds) > 1;
  }

  /** The last six characters are the CRC-32 of the others in base 62, as GitHub and npm do it. */
  static double githubChecksum(String text, int start, int end) {
    if (!Randomness.isDrawn(text, start, end)) {
      return 0;
    }
    var crc = new CRC32();
    for (int i = start; i < end - CHECKSUM_CHARS; i++) {
      crc.update(text.charAt(i));
    }
    long rest = crc.getValue();
    for (int i = end - 1; i >= end - CHECKSUM_CHARS; i--) {
      if (text.charAt(i) != BASE62.charAt((int) (rest % 62))) {
        return UNVERIFIED;
      }
      rest /= 62;
    }
    return CERTAIN;
  }

  /** Numbers, then the secret part. */
  static double slack(String text, int start, int end) {
    int dash = text.lastIndexOf('-', end - 1);
    boolean shaped =
        dash > start + 8
            && end - dash > 16
            && Alphabet.DIGITS.runEnd(text, start, 9) == start + 9
            && Randomness.isDrawn(text, dash + 1, end);
    return shaped ? SHAPED : 0;
  }

  /** An id of 22 characters, a dot, a secret of 43. */
  static double sendGrid(String text, int start, int end) {
    return text.charAt(start + 22) == '.' ? random(text, start + 23, end) : 0;
  }

  /** An id of 14 characters, a dot, 64 hexadecimal digits. */
  static double airtable(String text, int start, int end) {
    return text.charAt(start + 14) == '.' && Alphabet.HEX.runEnd(text, start + 15, 64) == end
        ? random(text, start + 15, end)
        : 0;
  }
}
