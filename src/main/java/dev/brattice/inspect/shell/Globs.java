package dev.brattice.inspect.shell;

/** Matches file name patterns with {@code *}, {@code ?} and {@code [set]}. */
public final class Globs {
  /** Longer patterns match nothing: work is the product of both lengths at worst. */
  private static final int PATTERN_CHARS_MAX = 128;

  private Globs() {}

  /** Whether {@code name} fits {@code pattern}; letter case counts. */
  public static boolean matches(String pattern, String name) {
    if (pattern.length() > PATTERN_CHARS_MAX) {
      return false;
    }
    int p = 0;
    int n = 0;
    int starAt = -1;
    int starName = 0;
    while (n < name.length()) {
      int next = p < pattern.length() ? step(pattern, p, name.charAt(n)) : -1;
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        starAt = p++;
        starName = n;
      } else if (next > 0) {
        p = next;
        n++;
      } else if (starAt >= 0) {
        p = starAt + 1;
        n = ++starName;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** Where the pattern goes on after it took {@code c}; -1 where it does not. */
  private static int step(String pattern, int at, char c) {
    char here = pattern.charAt(at);
    if (here == '?') {
      return at + 1;
    }
    if (here == '[') {
      int end = pattern.indexOf(']', at + 2);
      if (end > 0) {
        return inSet(pattern, at + 1, end, c) ? end + 1 : -1;
      }
    }
    return here == c ? at + 1 : -1;
  }

  private static boolean inSet(String pattern, int start, int end, char c) {
    boolean negated = pattern.charAt(start) == '!' || pattern.charAt(start) == '^';
    boolean found = false;
    for (int i = negated ? start + 1 : start; i < end; i++) {
      if (i + 2 < end && pattern.charAt(i + 1) == '-') {
        found |= pattern.charAt(i) <= c && c <= pattern.charAt(i + 2);
        i += 2;
      } else {
        found |= pattern.charAt(i) == c;
      }
    }
    return found != negated;
  }
}
