package dev.brattice.inspect.instructions;

import dev.brattice.scan.Keywords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The cues of one text in the order of their ends, each with its place and its sentence. */
final class CueList {
  private static final List<Cue> CUE_OF = new ArrayList<>();
  private static final Keywords KEYWORDS = keywords();

  private final String text;
  private Cue[] cues = new Cue[0];
  // Invariant: three numbers for each cue: start, end, number of its sentence.
  private int[] places = new int[0];
  private int count;
  private int sentence;
  private int sentenceFrom;

  private CueList(String text) {
    this.text = text;
  }

  private static Keywords keywords() {
    List<String> words = new ArrayList<>();
    for (Cue cue : Cue.values()) {
      for (String phrase : cue.phrases()) {
        words.add(phrase);
        CUE_OF.add(cue);
      }
    }
    return Keywords.ignoringCase(words);
  }

  /** The cues in {@code text}. */
  static CueList of(String text) {
    var list = new CueList(text);
    KEYWORDS.scan(text, list::at);
    return list;
  }

  private void at(int keyword, int end) {
    int start = end - KEYWORDS.lengthOf(keyword);
    if (isPartOfWord(start, end)) {
      return;
    }
    if (count == cues.length) {
      int grown = Math.max(16, count * 2);
      cues = Arrays.copyOf(cues, grown);
      places = Arrays.copyOf(places, 3 * grown);
    }
    countSentences(start);
    cues[count] = CUE_OF.get(keyword);
    places[3 * count] = start;
    places[3 * count + 1] = end;
    places[3 * count + 2] = sentence;
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

  /** Every character is looked at once, whatever the number of cues. */
  private void countSentences(int until) {
    for (; sentenceFrom < until; sentenceFrom++) {
      char c = text.charAt(sentenceFrom);
      char next = sentenceFrom + 1 < text.length() ? text.charAt(sentenceFrom + 1) : ' ';
      boolean ends =
          (c == '.' || c == '!' || c == '?') && next <= ' '
              || c == '\n' && next == '\n'
              || c == '。'
              || c == '！'
              || c == '？';
      sentence += ends ? 1 : 0;
    }
  }

  int count() {
    return count;
  }

  Cue cue(int index) {
    return cues[index];
  }

  int start(int index) {
    return places[3 * index];
  }

  int end(int index) {
    return places[3 * index + 1];
  }

  int sentence(int index) {
    return places[3 * index + 2];
  }
}
