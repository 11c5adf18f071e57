package dev.brattice.inspect.secrets;

import dev.brattice.inspect.Severity;
import java.util.List;

/** Passwords on the command line of curl: {@code -u user:password}. */
final class CurlUsers {
  /** How far after the command its options are looked for. */
  private static final int OPTIONS_CHARS_MAX = 200;

  private static final int VALUE_CHARS_MAX = 128;

  private CurlUsers() {}

  static void read(String text, int end, List<Secret> found) {
    int most = Math.min(text.length(), end + OPTIONS_CHARS_MAX);
    if (end >= most || text.charAt(end) != ' ') {
      return;
    }
    for (int i = end; i < most && text.charAt(i) != '\n'; i++) {
      if (text.charAt(i) != ' ') {
        continue;
      }
      int value =
          text.startsWith("-u ", i + 1) ? i + 4 : text.startsWith("--user ", i + 1) ? i + 8 : -1;
      if (value > 0) {
        value(text, value, found);
        return;
      }
    }
  }

  private static void value(String text, int from, List<Secret> found) {
    int start = from;
    while (start < text.length() && (text.charAt(start) == ' ' || isQuote(text.charAt(start)))) {
      start++;
    }
    int most = Math.min(text.length(), start + VALUE_CHARS_MAX);
    int end = start;
    while (end < most && text.charAt(end) > ' ' && text.charAt(end) != '"') {
      end++;
    }
    int colon = text.indexOf(':', start, end);
    if (colon < 0) {
      return;
    }
    int first = isQuote(charAt(text, colon + 1)) ? colon + 2 : colon + 1;
    int last = end > first && isQuote(text.charAt(end - 1)) ? end - 1 : end;
    // An empty password: the key is the user's name, as several services take it.
    if (last <= first && colon - start >= 8) {
      first = start;
      last = colon;
    }
    if (text.charAt(start) == '<'
        || last - first < 6
        || Values.isStandIn(text.substring(first, last))
        || Values.isReference(text, first, last)) {
      return;
    }
    found.add(
        new Secret(
            "command-password", "a password on a command line", Severity.WARN, 0.8, first, last));
  }

  private static char charAt(String text, int at) {
    return at < text.length() ? text.charAt(at) : ' ';
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }
}
