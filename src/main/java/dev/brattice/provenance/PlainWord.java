package dev.brattice.provenance;

import java.util.Locale;
import java.util.Set;

/**
 * Tells whether an everyday word that happens to be somebody's password is meant as that password.
 * A session that has read {@code CRON_SECRET=orders} would otherwise never speak of orders again.
 */
final class PlainWord {
  /** Marks and blanks looked at between a name and its value. */
  private static final int MARKS_MAX = 8;

  /** The longest name looked at. */
  private static final int NAME_CHARS_MAX = 64;

  /** Words between a name and its value, as in {@code is set to}. */
  private static final int FILLERS_MAX = 3;

  private static final Set<String> FILLERS =
      Set.of("is", "was", "are", "be", "set", "to", "as", "equals", "value", "reads", "called");

  private PlainWord() {}

  /**
   * Whether {@code text[start, end)} stands where a credential stands.
   *
   * @param argument the name of the argument that {@code text} is the value of
   */
  static boolean isMeant(String argument, String text, int start, int end) {
    return isMixed(text, start, end)
        || KeyName.of(argument) == KeyName.CREDENTIAL
        || isInUrl(text, start, end)
        || isNamed(text, start);
  }

  /** Capitals inside a word are nobody's habit in prose. */
  private static boolean isMixed(String text, int start, int end) {
    int upper = 0;
    int lower = 0;
    for (int i = start + 1; i < end; i++) {
      upper += Character.isUpperCase(text.charAt(i)) ? 1 : 0;
      lower += Character.isLowerCase(text.charAt(i)) ? 1 : 0;
    }
    return upper > 0 && lower > 0;
  }

  /** {@code //user:word@host}. */
  private static boolean isInUrl(String text, int start, int end) {
    return start > 0
        && text.charAt(start - 1) == ':'
        && end < text.length()
        && text.charAt(end) == '@';
  }

  /** {@code DB_PASSWORD=word}, {@code "secret": "word"}, {@code the password is word}. */
  private static boolean isNamed(String text, int start) {
    int at = start;
    for (int words = 0; words <= FILLERS_MAX; words++) {
      int nameEnd = beforeMarks(text, at);
      if (nameEnd == at) {
        return false;
      }
      int nameStart = beforeName(text, nameEnd);
      String name = text.substring(nameStart, nameEnd);
      if (KeyName.of(name) == KeyName.CREDENTIAL) {
        return true;
      }
      if (!FILLERS.contains(name.toLowerCase(Locale.ROOT))) {
        return false;
      }
      at = nameStart;
    }
    return false;
  }

  private static int beforeMarks(String text, int from) {
    int i = from;
    int least = Math.max(0, from - MARKS_MAX);
    while (i > least && " \t\n\"'`:=>(,\\*".indexOf(text.charAt(i - 1)) >= 0) {
      i--;
    }
    return i;
  }

  private static int beforeName(String text, int from) {
    int i = from;
    int least = Math.max(0, from - NAME_CHARS_MAX);
    while (i > least && isNamePart(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  private static boolean isNamePart(char c) {
    return c == '_' || c == '-' || c == '.' || Character.isLetterOrDigit(c);
  }
}
