package dev.brattice.inspect.instructions;

import dev.brattice.scan.Keywords;
import java.util.ArrayList;
import java.util.List;

/** The phrases of all cues, compiled. Text that is ASCII needs those in ASCII only. */
final class Vocabulary {
  private final Keywords keywords;
  private final List<Cue> cues;

  private Vocabulary(boolean asciiOnly) {
    List<String> phrases = new ArrayList<>();
    List<Cue> meanings = new ArrayList<>();
    for (Cue cue : Cue.values()) {
      for (String phrase : cue.phrases()) {
        if (!asciiOnly || isAscii(phrase)) {
          phrases.add(phrase);
          meanings.add(cue);
        }
      }
    }
    this.keywords = Keywords.ignoringCase(phrases);
    this.cues = List.copyOf(meanings);
  }

  private static boolean isAscii(String phrase) {
    for (int i = 0; i < phrase.length(); i++) {
      if (phrase.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** For ASCII text. */
  static Vocabulary ascii() {
    return Ascii.ONLY;
  }

  /** For any text; made when the first such text comes. */
  static Vocabulary whole() {
    return Whole.ALL;
  }

  Keywords keywords() {
    return keywords;
  }

  Cue cue(int keyword) {
    return cues.get(keyword);
  }

  private static final class Ascii {
    static final Vocabulary ONLY = new Vocabulary(true);
  }

  private static final class Whole {
    static final Vocabulary ALL = new Vocabulary(false);
  }
}
