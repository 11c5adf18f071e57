package dev.brattice.inspect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Takes names, and lists that are kept as text, apart into words. */
public final class Words {
  /** A longer name is cut: nothing that long is a name one knows. */
  public static final int NAME_CHARS_MAX = 256;

  private Words() {}

  /**
   * The words of {@code name} in lower case, in order: {@code SendEmail}, {@code send-email} and
   * {@code send_email2} alike. Only letters make words.
   */
  public static List<String> ofName(String name) {
    String text = name.length() <= NAME_CHARS_MAX ? name : name.substring(0, NAME_CHARS_MAX);
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean part = i < text.length() && Character.isLetter(text.charAt(i));
      if (start >= 0 && (!part || startsWord(text, i))) {
        words.add(text.substring(start, i).toLowerCase(Locale.ROOT));
        start = -1;
      }
      if (part && start < 0) {
        start = i;
      }
    }
    return words;
  }

  private static boolean startsWord(String text, int i) {
    if (!Character.isUpperCase(text.charAt(i))) {
      return false;
    }
    return Character.isLowerCase(text.charAt(i - 1))
        || (i + 1 < text.length() && Character.isLowerCase(text.charAt(i + 1)));
  }

  /** The words of a list, which white space separates. */
  public static Set<String> listed(String text) {
    Set<String> words = new HashSet<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean space = i == text.length() || text.charAt(i) <= ' ';
      if (!space && start < 0) {
        start = i;
      } else if (space && start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      }
    }
    return Set.copyOf(words);
  }
}
