package dev.brattice.policy.yaml;

import java.util.Collection;
import java.util.Optional;

/** Finds the known name that somebody most likely meant. */
public final class Nearest {
  /** Longer words are compared by their beginning: nobody mistypes that much. */
  private static final int WORD_CHARS_MAX = 64;

  private Nearest() {}

  /** The candidate that is closest to {@code word}, where one is close enough to be meant. */
  public static Optional<String> to(String word, Collection<String> candidates) {
    String best = "";
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int distance = distance(cut(word), cut(candidate));
      if (distance < bestDistance) {
        bestDistance = distance;
        best = candidate;
      }
    }
    return bestDistance <= allowed(word, best) ? Optional.of(best) : Optional.empty();
  }

  /** A shared beginning makes a longer way likely: a singular for a plural. */
  private static int allowed(String word, String candidate) {
    int third = Math.min(word.length(), candidate.length()) / 3;
    boolean sameStart =
        third > 0 && candidate.startsWith(word.substring(0, Math.min(4, word.length())));
    return Math.max(sameStart ? 3 : 2, third);
  }

  /** {@code ; did you mean `…`?}, or the list of what is known where nothing is close. */
  public static String hint(String word, Collection<String> candidates) {
    return to(word, candidates)
        .map(name -> "; did you mean `" + name + "`?")
        .orElseGet(() -> "; known are " + list(candidates));
  }

  /** The names in backticks, separated by commas. */
  public static String list(Collection<String> names) {
    var text = new StringBuilder();
    for (String name : names) {
      text.append(text.isEmpty() ? "`" : ", `").append(name).append('`');
    }
    return text.toString();
  }

  private static String cut(String word) {
    return word.length() <= WORD_CHARS_MAX ? word : word.substring(0, WORD_CHARS_MAX);
  }

  /** How many letters must be put in, taken out, changed or swapped with their neighbour. */
  private static int distance(String a, String b) {
    int[][] steps = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        steps[i][j] = i == 0 || j == 0 ? i + j : step(steps, a, b, i, j);
      }
    }
    return steps[a.length()][b.length()];
  }

  private static int step(int[][] steps, String a, String b, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int least =
        Math.min(steps[i - 1][j - 1] + change, Math.min(steps[i - 1][j] + 1, steps[i][j - 1] + 1));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
  }
}
