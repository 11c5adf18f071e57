package dev.brattice.inspect.text;

import java.text.Normalizer;

/**
 * The form in which values are compared: letters and digits of every script, lower-case, without
 * accents, compatibility forms and look-alikes plain, all else gone. Values that differ only in
 * case, spacing, punctuation, accents, invisible characters or look-alikes have one fold.
 */
public final class Fold {
  private static final char[] ASCII = ascii();

  private Fold() {}

  private static char[] ascii() {
    char[] table = new char[0x80];
    for (char c = 0; c < 0x80; c++) {
      table[c] = Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : 0;
    }
    return table;
  }

  /** The fold of {@code text}. */
  public static String of(String text) {
    char[] kept = new char[text.length()];
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return wide(text);
      }
      char folded = ASCII[c];
      kept[count] = folded;
      count += folded == 0 ? 0 : 1;
    }
    return new String(kept, 0, count);
  }

  /** What an ASCII character becomes; 0 where it is dropped or not ASCII. */
  public static char ascii(char c) {
    return c < 0x80 ? ASCII[c] : 0;
  }

  private static String wide(String text) {
    String plain =
        Normalizer.normalize(
            bare(Normalizer.normalize(text, Normalizer.Form.NFKD)), Normalizer.Form.NFC);
    var folded = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); ) {
      int codePoint = plain.codePointAt(i);
      i += Character.charCount(codePoint);
      if (codePoint < 0x80) {
        if (ASCII[codePoint] != 0) {
          folded.append(ASCII[codePoint]);
        }
      } else if (isKept(codePoint)) {
        append(folded, codePoint);
      }
    }
    // What was dropped may have kept two apart that are one, such as the parts of a syllable.
    return Normalizer.normalize(folded, Normalizer.Form.NFC);
  }

  /** Without accents and without what is not seen. */
  private static String bare(String text) {
    var bare = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (!Ignorable.is(codePoint) && (codePoint < 0x300 || codePoint > 0x36F)) {
        bare.appendCodePoint(codePoint);
      }
    }
    return bare.toString();
  }

  /** Vowel signs of Indic scripts are part of the word. */
  private static boolean isKept(int codePoint) {
    if (Character.isLetterOrDigit(codePoint)) {
      return true;
    }
    int type = Character.getType(codePoint);
    return type == Character.COMBINING_SPACING_MARK || type == Character.NON_SPACING_MARK;
  }

  private static void append(StringBuilder folded, int codePoint) {
    // Lower case first, whatever the case: a text and its capitals have one fold.
    int lower = Character.toLowerCase(Character.toUpperCase(codePoint));
    char latin = latin(lower);
    if (latin == 0) {
      latin = latin(Character.toUpperCase(lower));
    }
    if (latin != 0) {
      folded.append(Character.toLowerCase(latin));
    } else {
      folded.appendCodePoint(lower);
    }
  }

  private static char latin(int codePoint) {
    return codePoint > 0xFFFF ? 0 : LookAlikes.latin((char) codePoint);
  }
}
