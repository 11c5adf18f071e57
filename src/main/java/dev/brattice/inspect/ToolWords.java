package dev.brattice.inspect;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The words of a tool's name: {@code readFile}, {@code read_file}, {@code fs/read-file}. */
public final class ToolWords {
  /** The longest name that is taken apart; what follows is not looked at. */
  static final int NAME_CHARS_MAX = 256;

  private ToolWords() {}

  /** The words of {@code name} in lower case, in order, each once. */
  public static Set<String> of(String name) {
    Set<String> words = new LinkedHashSet<>();
    int length = Math.min(name.length(), NAME_CHARS_MAX);
    int start = 0;
    for (int i = 0; i <= length; i++) {
      boolean ends = i == length || !Character.isLetterOrDigit(name.charAt(i));
      boolean turns = !ends && i > start && isUpper(name, i) && !isUpper(name, i - 1);
      if (ends || turns) {
        if (i > start) {
          words.add(name.substring(start, i).toLowerCase(Locale.ROOT));
        }
        start = turns ? i : i + 1;
      }
    }
    return words;
  }

  private static boolean isUpper(String name, int at) {
    char c = name.charAt(at);
    return c >= 'A' && c <= 'Z';
  }
}
