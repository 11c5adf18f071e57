package dev.brattice.inspect.text;

import java.text.Normalizer;

/**
 * Reads text as it looks: invisible characters dropped, full-width and ornamental letters plain
 * (NFKC), letters of other scripts that stand in for Latin ones made Latin. Text that is honestly
 * in another script stays as it is.
 */
final class Normaliser implements Rewrite.Unit {
  /** A word of look-alikes only is Latin in disguise from this length on. */
  private static final int WORD_CHARS_MIN = 4;

  @Override
  public int next(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int decode(String text, int at, StringBuilder out) {
    int codePoint = text.codePointAt(at);
    int end = at + Character.charCount(codePoint);
    if (Ignorable.is(codePoint)) {
      return ignorable(text, at, end);
    }
    if (codePoint >= 0x300 && codePoint <= 0x36F) {
      return isAsciiLetter(text, at - 1) ? end : ~end;
    }
    if (isPlain(codePoint)) {
      return LookAlikes.latin((char) codePoint) == 0 ? ~end : word(text, at, out);
    }
    String plain = plain(codePoint);
    if (plain.isEmpty()) {
      return ~end;
    }
    out.append(plain);
    return end;
  }

  /** Drops a whole run of invisible characters where it touches visible ASCII. */
  private static int ignorable(String text, int at, int first) {
    int end = first;
    while (end < text.length() && Ignorable.is(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return isVisible(text, at - 1) || isVisible(text, end) ? end : ~end;
  }

  /** Letters of living scripts, which have no plainer form; most of what is not ASCII. */
  private static boolean isPlain(int codePoint) {
    return codePoint >= 0xA0 && codePoint < 0x1D2C
        || codePoint >= 0x2010 && codePoint < 0x2024
        || codePoint >= 0x3040 && codePoint < 0x3100
        || codePoint >= 0x3400 && codePoint < 0xA000
        || codePoint >= 0xAC00 && codePoint < 0xD7A4;
  }

  /** What {@code codePoint} stands for where that is ASCII; otherwise empty. */
  private static String plain(int codePoint) {
    switch (codePoint) {
      case 0x2044, 0x2215, 0x29F8, 0x2571:
        return "/";
      case 0x29F5, 0x29F9, 0x2216, 0xFE68:
        return "\\";
      case 0x2026, 0xFF0C, 0xFF08, 0xFF09, 0xFF1A, 0xFF1B, 0xFF01, 0xFF1F, 0xFF5E:
        // The punctuation of ordinary prose, in scripts whose punctuation is wide.
        return "";
      default:
        break;
    }
    String text = Character.toString(codePoint);
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c <= ' ' || c >= 0x7F) {
        return "";
      }
    }
    return plain;
  }

  /** The rest of a word from its first look-alike on. */
  private static int word(String text, int at, StringBuilder out) {
    boolean mixed = isAsciiLetter(text, at - 1);
    boolean allAlike = true;
    int end = at;
    for (; end < text.length() && Character.isLetter(text.charAt(end)); end++) {
      char c = text.charAt(end);
      mixed |= c < 0x80;
      allAlike &= c < 0x80 || LookAlikes.isExact(c);
    }
    if (!mixed && !(allAlike && end - at >= WORD_CHARS_MIN)) {
      return ~Math.max(end, at + 1);
    }
    for (int i = at; i < end; i++) {
      char latin = LookAlikes.latin(text.charAt(i));
      out.append(latin == 0 ? text.charAt(i) : latin);
    }
    return end;
  }

  private static boolean isAsciiLetter(String text, int at) {
    return at >= 0
        && at < text.length()
        && text.charAt(at) < 0x80
        && Character.isLetter(text.charAt(at));
  }

  private static boolean isVisible(String text, int at) {
    return at >= 0 && at < text.length() && text.charAt(at) > ' ' && text.charAt(at) < 0x7F;
  }
}
