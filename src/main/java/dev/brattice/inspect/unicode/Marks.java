package dev.brattice.inspect.unicode;

/**
 * The single invisible marks of a text, counted in one pass.
 *
 * @param overrides marks that force a direction of writing
 * @param embeddings marks that embed or isolate a direction of writing
 * @param directionAt the first of either
 * @param withinWords marks without width that touch Latin letters
 * @param withinWordsAt the first of these
 * @param rightToLeft whether the text has letters that are written from the right
 */
record Marks(
    int overrides,
    int embeddings,
    int directionAt,
    int withinWords,
    int withinWordsAt,
    boolean rightToLeft) {
  /** So many marks within words are no accident of copying. */
  static final int WITHIN_WORDS_MIN = 8;

  static Marks of(String text) {
    int overrides = 0;
    int embeddings = 0;
    int directionAt = -1;
    int withinWords = 0;
    int withinWordsAt = -1;
    boolean rightToLeft = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x590) {
        continue;
      }
      boolean override = c == 0x202D || c == 0x202E;
      boolean embedding = c == 0x202A || c == 0x202B || c >= 0x2066 && c <= 0x2068;
      if (override || embedding) {
        overrides += override ? 1 : 0;
        embeddings += embedding ? 1 : 0;
        directionAt = directionAt < 0 ? i : directionAt;
      } else if ((c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060)
          && touchesLatin(text, i)) {
        withinWords++;
        withinWordsAt = withinWordsAt < 0 ? i : withinWordsAt;
      }
      rightToLeft |= isRightToLeft(c);
    }
    return new Marks(overrides, embeddings, directionAt, withinWords, withinWordsAt, rightToLeft);
  }

  private static boolean isRightToLeft(char c) {
    return c < 0x900 || c >= 0xFB1D && c < 0xFE00 || c >= 0xFE70 && c < 0xFEFF;
  }

  private static boolean touchesLatin(String text, int at) {
    return isLatin(text, at - 1) && (isLatin(text, at + 1) || isBlank(text, at + 1));
  }

  private static boolean isBlank(String text, int at) {
    return at >= text.length() || text.charAt(at) == ' ';
  }

  private static boolean isLatin(String text, int at) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    int lower = text.charAt(at) | 0x20;
    return lower >= 'a' && lower <= 'z';
  }
}
