package dev.brattice.inspect.text;

/** Code points that are not seen: they separate, join or direct, and hide words from a scanner. */
final class Ignorable {
  private Ignorable() {}

  /** Whether {@code codePoint} is one that shows nothing by default (Unicode, section 5.21). */
  static boolean is(int codePoint) {
    if (codePoint < 0xAD) {
      return false;
    }
    if (codePoint < 0x2000) {
      return codePoint == 0xAD
          || codePoint == 0x34F
          || codePoint == 0x61C
          || codePoint == 0x115F
          || codePoint == 0x1160
          || codePoint == 0x17B4
          || codePoint == 0x17B5
          || codePoint >= 0x180B && codePoint <= 0x180F;
    }
    return codePoint >= 0x200B && codePoint <= 0x200F
        || codePoint >= 0x202A && codePoint <= 0x202E
        || codePoint >= 0x2060 && codePoint <= 0x206F
        || codePoint == 0x3164
        || isVariationSelector(codePoint)
        || codePoint == 0xFEFF
        || codePoint == 0xFFA0
        || codePoint >= 0x1D173 && codePoint <= 0x1D17A
        || codePoint >= 0xE0000 && codePoint <= 0xE0FFF;
  }

  /** Whether {@code codePoint} chooses how the character before it looks. */
  static boolean isVariationSelector(int codePoint) {
    return codePoint >= 0xFE00 && codePoint <= 0xFE0F
        || codePoint >= 0xE0100 && codePoint <= 0xE01EF;
  }

  /** Whether {@code codePoint} is an invisible copy of an ASCII character. */
  static boolean isTag(int codePoint) {
    return codePoint >= 0xE0000 && codePoint <= 0xE007F;
  }

  /** Whether {@code codePoint} has no width and is not needed to show any emoji. */
  static boolean isZeroWidth(int codePoint) {
    return codePoint >= 0x200B && codePoint <= 0x200F
        || codePoint >= 0x2060 && codePoint <= 0x2064
        || codePoint == 0xFEFF
        || codePoint == 0x180E;
  }
}
