package dev.brattice.inspect.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Opens {@code a{b,c}d} to {@code abd acd}. */
final class Braces {
  /** Longer words keep their braces. */
  private static final int WORD_CHARS_MAX = 256;

  /** How many opening braces are tried; a word of braces that never close costs no more. */
  private static final int TRIES_MAX = 8;

  private Braces() {}

  /** The words that {@code word} becomes, at most {@code max}; itself where it has no list. */
  static List<String> open(String word, int max) {
    if (word.length() > WORD_CHARS_MAX || word.indexOf(',') < 0) {
      return List.of(word);
    }
    List<String> opened = new ArrayList<>();
    Deque<String> waiting = new ArrayDeque<>();
    waiting.push(word);
    while (!waiting.isEmpty() && opened.size() < max) {
      String here = waiting.pop();
      List<String> once = waiting.size() < max ? openFirst(here) : List.of();
      if (once.isEmpty()) {
        opened.add(here);
      }
      for (int i = once.size() - 1; i >= 0; i--) {
        waiting.push(once.get(i));
      }
    }
    return opened;
  }

  private static List<String> openFirst(String word) {
    int tries = 0;
    for (int start = word.indexOf('{');
        start >= 0 && tries < TRIES_MAX;
        start = word.indexOf('{', start + 1), tries++) {
      List<Integer> commas = new ArrayList<>();
      int end = close(word, start, commas);
      if (end > 0 && !commas.isEmpty()) {
        return alternatives(word, start, end, commas);
      }
    }
    return List.of();
  }

  private static int close(String word, int start, List<Integer> commas) {
    int depth = 0;
    for (int i = start; i < word.length(); i++) {
      switch (word.charAt(i)) {
        case '{' -> depth++;
        case '}' -> {
          if (--depth == 0) {
            return i;
          }
        }
        case ',' -> {
          if (depth == 1) {
            commas.add(i);
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  private static List<String> alternatives(String word, int start, int end, List<Integer> commas) {
    List<String> words = new ArrayList<>();
    int from = start + 1;
    commas.add(end);
    for (int to : commas) {
      words.add(word.substring(0, start) + word.substring(from, to) + word.substring(end + 1));
      from = to + 1;
    }
    return words;
  }
}
