package dev.brattice.scan;

import java.util.Arrays;
import java.util.List;

/** The keywords as a tree of characters; state 0 is the root. Children are linked lists. */
final class Trie {
  private static final int[] NONE = {};

  private final int[] firstChild;
  private final int[] nextSibling;
  private final int[] column;
  private final int[][] keywords;
  private int size = 1;

  Trie(List<String> words, CharClasses classes) {
    int most = 1;
    for (String word : words) {
      most += word.length();
    }
    firstChild = new int[most];
    nextSibling = new int[most];
    column = new int[most];
    keywords = new int[most][];
    Arrays.fill(keywords, NONE);
    for (int i = 0; i < words.size(); i++) {
      add(words.get(i), i, classes);
    }
    if (size > Keywords.STATES_MAX) {
      throw new IllegalArgumentException(
          "expected keywords of at most " + Keywords.STATES_MAX + " states, got " + size);
    }
  }

  private void add(String word, int number, CharClasses classes) {
    if (word.isEmpty()) {
      throw new IllegalArgumentException("expected keywords of at least one character");
    }
    int state = 0;
    for (int i = 0; i < word.length(); i++) {
      state = child(state, classes.of(word.charAt(i)));
    }
    int[] grown = Arrays.copyOf(keywords[state], keywords[state].length + 1);
    grown[grown.length - 1] = number;
    keywords[state] = grown;
  }

  private int child(int state, int wanted) {
    for (int child = firstChild[state]; child != 0; child = nextSibling[child]) {
      if (column[child] == wanted) {
        return child;
      }
    }
    int created = size++;
    column[created] = wanted;
    nextSibling[created] = firstChild[state];
    firstChild[state] = created;
    return created;
  }

  int size() {
    return size;
  }

  int firstChild(int state) {
    return firstChild[state];
  }

  int nextSibling(int state) {
    return nextSibling[state];
  }

  int column(int state) {
    return column[state];
  }

  int[] keywordsAt(int state) {
    return keywords[state];
  }
}
