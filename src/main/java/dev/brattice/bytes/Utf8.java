package dev.brattice.bytes;

/**
 * Strict UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, nothing above U+10FFFF.
 */
public final class Utf8 {
  private Utf8() {}

  /**
   * The offset of the first byte in {@code [from, to)} at which {@code content} stops being
   * well-formed, or -1 when all of it is.
   */
  public static int firstIllFormed(byte[] content, int from, int to) {
    int i = from;
    while (i < to) {
      int b = content[i];
      if (b >= 0) {
        i++;
        continue;
      }
      int length = sequenceLength(content, i, to);
      if (length == 0) {
        return i;
      }
      i += length;
    }
    return -1;
  }

  /** The length of the well-formed multi-byte sequence at {@code i}, or 0. Table 3-7 of Unicode. */
  private static int sequenceLength(byte[] content, int i, int to) {
    int lead = content[i] & 0xFF;
    if (lead >= 0xC2 && lead <= 0xDF) {
      return i + 1 < to && isTail(content[i + 1]) ? 2 : 0;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
      if (i + 2 >= to || !isTail(content[i + 2])) {
        return 0;
      }
      int second = content[i + 1] & 0xFF;
      int low = lead == 0xE0 ? 0xA0 : 0x80;
      int high = lead == 0xED ? 0x9F : 0xBF;
      return second >= low && second <= high ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
      if (i + 3 >= to || !isTail(content[i + 2]) || !isTail(content[i + 3])) {
        return 0;
      }
      int second = content[i + 1] & 0xFF;
      int low = lead == 0xF0 ? 0x90 : 0x80;
      int high = lead == 0xF4 ? 0x8F : 0xBF;
      return second >= low && second <= high ? 4 : 0;
    }
    return 0;
  }

  private static boolean isTail(byte b) {
    return (b & 0xC0) == 0x80;
  }
}
