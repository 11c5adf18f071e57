package dev.brattice.provenance;

import java.util.function.Consumer;

/** Finds the words of a value that look drawn by lot: keys whose name does not give them away. */
final class RandomWords {
  private static final String UUID_FORM = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

  private RandomWords() {}

  /** Shows each random-looking word of {@code value} to {@code words}. */
  static void visit(String value, Consumer<String> words) {
    int start = -1;
    for (int i = 0; i <= value.length(); i++) {
      boolean part = i < value.length() && isPart(value.charAt(i));
      if (part && start < 0) {
        start = i;
      } else if (!part && start >= 0) {
        String word = value.substring(start, i);
        if (KnownPrefix.isSecret(word) || isRandom(word)) {
          words.accept(word);
        }
        start = -1;
      }
    }
  }

  /** Whether a run of letters and digits in {@code word} looks random. */
  static boolean isRandom(String word) {
    if (isUuid(word)) {
      return true;
    }
    FoldedText fold = FoldedText.of(word);
    int start = 0;
    for (int i = 1; i <= fold.length(); i++) {
      if (fold.isBoundary(i)) {
        if (Surprisal.isRandom(fold.units(), start, i)) {
          return true;
        }
        start = i;
      }
    }
    return false;
  }

  /** Whether {@code word} has the form of a UUID (RFC 9562). */
  static boolean isUuid(String word) {
    if (word.length() != UUID_FORM.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      boolean dash = UUID_FORM.charAt(i) == '-';
      if (dash ? word.charAt(i) != '-' : Character.digit(word.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code value} names a file rather than being a key. */
  static boolean isPath(String value) {
    boolean rooted =
        value.startsWith("/")
            || value.startsWith("./")
            || value.startsWith("../")
            || value.startsWith("~/")
            || (value.length() > 2 && value.charAt(1) == ':' && value.charAt(2) == '\\');
    return rooted && value.length() > 1 && !isRandom(value);
  }

  private static boolean isPart(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || "+/_=.~-".indexOf(c) >= 0;
  }
}
