package dev.brattice.provenance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Settings without a separator: {@code .netrc}, {@code .pgpass}, command lines, headers. */
final class KeyWords {
  /** Words of one line looked at. */
  static final int WORDS_MAX = 4_096;

  private static final int PGPASS_FIELDS = 5;

  private KeyWords() {}

  /** The words of {@code text}'s span {@code [from, end)}, which white space separates. */
  static List<String> split(String text, int from, int end) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = from; i <= end && words.size() < WORDS_MAX; i++) {
      boolean space = i == end || text.charAt(i) <= ' ';
      if (!space && start < 0) {
        start = i;
      } else if (space && start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      }
    }
    return words;
  }

  /**
   * {@code machine h login u password p}, {@code password p}, {@code --token t}, {@code Bearer b}.
   */
  static void pairs(List<String> words, SecretSink sink) {
    boolean netrc = words.size() == 2 || words.getFirst().equals("machine");
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i - 1);
      String lower = word.toLowerCase(Locale.ROOT);
      boolean named = netrc || word.startsWith("-");
      if (named && KeyName.of(word) == KeyName.CREDENTIAL) {
        sink.setting(word, words.get(i));
      } else if (lower.equals("bearer") || lower.equals("basic")) {
        sink.setting("", words.get(i));
      }
    }
  }

  /** {@code host:port:database:user:password} and {@code user:password}. */
  static void fields(String line, SecretSink sink) {
    int count = 1;
    for (int i = 0; i < line.length(); i++) {
      count += line.charAt(i) == ':' ? 1 : 0;
    }
    if (line.contains("://") || count < 2) {
      return;
    }
    String last = line.substring(line.lastIndexOf(':') + 1);
    if (count == PGPASS_FIELDS) {
      sink.setting("password", last);
    } else {
      for (int i = 0, start = 0; i <= line.length(); i++) {
        if (i == line.length() || line.charAt(i) == ':') {
          sink.setting("", line.substring(start, i));
          start = i + 1;
        }
      }
    }
  }

  /** Whether {@code word} is of a script that puts spaces between words. */
  static boolean isAscii(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }
}
