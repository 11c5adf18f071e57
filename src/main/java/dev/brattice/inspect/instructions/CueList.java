package dev.brattice.inspect.instructions;

import java.util.Arrays;

/** The cues of one text in the order of their ends, each with its place. */
final class CueList {
  /** What is further apart, in UTF-16 units, is not one thought. */
  private static final int SENTENCE_MAX = 200;

  private final String text;
  private final Vocabulary vocabulary;
  private Cue[] cues = new Cue[0];
  // Invariant: two numbers for each cue: start and end.
  private int[] places = new int[0];
  private int count;

  private CueList(String text, Vocabulary vocabulary) {
    this.text = text;
    this.vocabulary = vocabulary;
  }

  /** The cues in {@code text}. */
  static CueList of(String text, boolean isAscii) {
    var list = new CueList(text, isAscii ? Vocabulary.ascii() : Vocabulary.whole());
    list.vocabulary.keywords().scan(text, list::at);
    return list;
  }

  private void at(int keyword, int end) {
    int start = end - vocabulary.keywords().lengthOf(keyword);
    if (isPartOfWord(start, end)) {
      return;
    }
    if (count == cues.length) {
      int grown = Math.max(16, count * 2);
      cues = Arrays.copyOf(cues, grown);
      places = Arrays.copyOf(places, 2 * grown);
    }
    cues[count] = vocabulary.cue(keyword);
    places[2 * count] = start;
    places[2 * count + 1] = end;
    count++;
  }

  /** Scripts without spaces have no such question. */
  private boolean isPartOfWord(int start, int end) {
    return start > 0 && isLetter(text.charAt(start - 1)) && isLetter(text.charAt(start))
        || end < text.length() && isLetter(text.charAt(end)) && isLetter(text.charAt(end - 1));
  }

  private static boolean isLetter(char c) {
    if (c < 0x80) {
      return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
    return c < 0x3040 && Character.isLetter(c);
  }

  /** Whether two cues lie near one another and no sentence ends between them. */
  boolean isSameSentence(int first, int second) {
    if (start(second) - end(first) > SENTENCE_MAX) {
      return false;
    }
    for (int i = end(first); i < start(second); i++) {
      char c = text.charAt(i);
      char next = text.charAt(i + 1);
      boolean ends =
          (c == '.' || c == '!' || c == '?') && next <= ' '
              || c == '\n' && next == '\n'
              || c == '。'
              || c == '！'
              || c == '？';
      if (ends) {
        return false;
      }
    }
    return true;
  }

  int count() {
    return count;
  }

  Cue cue(int index) {
    return cues[index];
  }

  int start(int index) {
    return places[2 * index];
  }

  int end(int index) {
    return places[2 * index + 1];
  }
}
