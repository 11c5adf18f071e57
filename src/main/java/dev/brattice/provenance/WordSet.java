package dev.brattice.provenance;

import java.util.HashSet;
import java.util.Set;

/** Reads a list of words that is kept as text. */
final class WordSet {
  private WordSet() {}

  /** The words of {@code text}, which white space separates. */
  static Set<String> of(String text) {
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
