package dev.brattice.inspect.instructions;

import java.util.List;
import java.util.Locale;

/**
 * Tells a command from talk about commands: what stands in quotation marks or code marks, and what
 * somebody is said to do. A member of a JSON object is data, not a quotation.
 */
final class Speech {
  private static final int QUOTE_BEFORE_MAX = 60;
  private static final int QUOTE_AFTER_MAX = 200;
  private static final String OPENING = "\"'`“‘«„「";
  private static final String CLOSING = "\"'`”’»“」";

  /** Before a verb these make it somebody's deed or a possibility. */
  private static final List<String> DESCRIBING =
      List.of(
          "to",
          "can",
          "could",
          "may",
          "might",
          "would",
          "will",
          "or",
          "that",
          "which",
          "they",
          "attackers",
          "attacker",
          "users",
          "who",
          "not",
          "like",
          "as",
          "says",
          "said",
          "is",
          "the",
          "a",
          "an",
          "we",
          "i",
          "it",
          "of");

  private final String text;

  Speech(String text) {
    this.text = text;
  }

  /** Whether the word before makes it no command; "you have to", "I want you to" still command. */
  boolean isDescribed(int start) {
    int end = start;
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    int from = wordStart(end);
    String before = text.substring(from, end);
    for (String word : DESCRIBING) {
      if (word.equalsIgnoreCase(before)) {
        return !text.substring(Math.max(0, from - 24), from)
            .toLowerCase(Locale.ROOT)
            .contains("you");
      }
    }
    return false;
  }

  private int wordStart(int end) {
    int i = end;
    while (i > 0 && end - i < 12 && Character.isLetter(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  /** Whether {@code [start, end)} stands in quotation marks or code marks. */
  boolean isQuoted(int start, int end) {
    int least = Math.max(0, start - QUOTE_BEFORE_MAX);
    for (int i = start - 1; i >= least && text.charAt(i) != '\n'; i--) {
      int kind = OPENING.indexOf(text.charAt(i));
      if (kind >= 0 && opens(i)) {
        return isClosed(end, kind) && !isMember(i);
      }
    }
    return false;
  }

  /** An apostrophe within a word and a closing mark open nothing. */
  private boolean opens(int at) {
    return at == 0
        || !Character.isLetterOrDigit(text.charAt(at - 1))
            && ".,!?".indexOf(text.charAt(at - 1)) < 0;
  }

  private boolean isClosed(int end, int kind) {
    int most = Math.min(text.length(), end + QUOTE_AFTER_MAX);
    for (int i = end; i < most && text.charAt(i) != '\n'; i++) {
      if (text.charAt(i) == CLOSING.charAt(kind)) {
        return true;
      }
    }
    return false;
  }

  /** {@code "name": "…}: the value of a member. */
  private boolean isMember(int quote) {
    int i = quote - 1;
    while (i > 0 && text.charAt(i) == ' ') {
      i--;
    }
    return text.charAt(quote) == '"' && i > 0 && text.charAt(i) == ':' && text.charAt(i - 1) == '"';
  }
}
