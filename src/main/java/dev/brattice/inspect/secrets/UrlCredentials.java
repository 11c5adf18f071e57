package dev.brattice.inspect.secrets;

import dev.brattice.inspect.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Passwords in URLs: {@code scheme://user:password@host}. */
final class UrlCredentials {
  private static final int SCHEME_CHARS_MAX = 32;
  private static final int USER_INFO_CHARS_MAX = 256;
  private static final Alphabet SCHEME = Alphabet.BASE62.with("+.-");

  /** Hosts of the developer's own machine, whose passwords protect little. */
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "0.0.0.0", "db");

  private UrlCredentials() {}

  static void read(String text, int start, List<Secret> found) {
    int scheme = SCHEME.runStart(text, start - 3, SCHEME_CHARS_MAX);
    if (start - 3 - scheme < 2) {
      return;
    }
    int most = Math.min(text.length(), start + USER_INFO_CHARS_MAX);
    int colon = -1;
    int at = -1;
    for (int i = start; i < most && !endsAuthority(text.charAt(i)); i++) {
      char c = text.charAt(i);
      if (c == ':' && colon < 0) {
        colon = i;
      } else if (c == '@') {
        at = i;
      }
    }
    if (colon < 0 || at <= colon + 1) {
      return;
    }
    String password = text.substring(colon + 1, at);
    if (Values.isStandIn(password) || isReference(password)) {
      return;
    }
    boolean local = isLocal(text, at + 1) || password.equals(text.substring(start, colon));
    found.add(
        new Secret(
            "url-password",
            "a password in a URL",
            local ? Severity.NOTE : Severity.WARN,
            0.85,
            colon + 1,
            at));
  }

  private static boolean endsAuthority(char c) {
    return c <= ' ' || c == '/' || c == '?' || c == '#' || c == '"' || c == '\'' || c == '`'
        || c == '<' || c == '>' || c == '\\';
  }

  private static boolean isReference(String password) {
    return password.indexOf('$') == 0
        || password.indexOf('{') >= 0
        || password.indexOf('%') == 0 && password.endsWith("%");
  }

  private static boolean isLocal(String text, int start) {
    int end = SCHEME.runEnd(text, start, 64);
    return LOCAL.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
  }
}
