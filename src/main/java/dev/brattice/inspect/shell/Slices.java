package dev.brattice.inspect.shell;

/** Substrings and replacements in the value of a variable. */
final class Slices {
  /** How many characters a pattern may cut from a value: patterns are tried at each. */
  static final int CUT_CHARS_MAX = 64;

  private Slices() {}

  /** {@code ${value:offset:length}}; the value itself where the numbers cannot be read. */
  static String of(String value, String numbers) {
    int colon = numbers.indexOf(':');
    int offset = number(colon < 0 ? numbers : numbers.substring(0, colon));
    int length = colon < 0 ? value.length() : number(numbers.substring(colon + 1));
    if (offset < 0 || length < 0) {
      return value;
    }
    int start = Math.min(offset, value.length());
    return value.substring(start, Math.min(value.length(), start + length));
  }

  /** {@code ${value/old/new}}; {@code ?} in the old text stands for any character. */
  static String replaced(String value, String operand, boolean all) {
    int slash = operand.indexOf('/');
    String old = slash < 0 ? operand : operand.substring(0, slash);
    String fresh = slash < 0 ? "" : operand.substring(slash + 1);
    if (old.isEmpty() || old.indexOf('*') >= 0 || old.length() > 64) {
      return value;
    }
    var text = new StringBuilder();
    int at = 0;
    boolean done = false;
    while (at < value.length()) {
      if (!(done && !all) && matches(value, at, old)) {
        text.append(fresh);
        at += old.length();
        done = true;
      } else {
        text.append(value.charAt(at++));
      }
      if (text.length() > Environment.VALUE_CHARS_MAX * 2) {
        return value;
      }
    }
    return text.toString();
  }

  /** {@code ${value#pattern}}: without the shortest start that fits, or the longest. */
  static String withoutStart(String value, String pattern, boolean longest) {
    if (isPlain(pattern)) {
      return value.startsWith(pattern) ? value.substring(pattern.length()) : value;
    }
    String cut = value;
    for (int i = 0; i <= Math.min(value.length(), CUT_CHARS_MAX); i++) {
      if (Globs.matches(pattern, value.substring(0, i))) {
        cut = value.substring(i);
        if (!longest) {
          return cut;
        }
      }
    }
    return cut;
  }

  /** {@code ${value%pattern}}: without the shortest end that fits, or the longest. */
  static String withoutEnd(String value, String pattern, boolean longest) {
    int length = value.length();
    if (isPlain(pattern)) {
      return value.endsWith(pattern) ? value.substring(0, length - pattern.length()) : value;
    }
    String cut = value;
    for (int i = 0; i <= Math.min(length, CUT_CHARS_MAX); i++) {
      if (Globs.matches(pattern, value.substring(length - i))) {
        cut = value.substring(0, length - i);
        if (!longest) {
          return cut;
        }
      }
    }
    return cut;
  }

  private static boolean isPlain(String pattern) {
    return pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0 && pattern.indexOf('[') < 0;
  }

  private static boolean matches(String value, int at, String pattern) {
    if (at + pattern.length() > value.length()) {
      return false;
    }
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) != '?' && pattern.charAt(i) != value.charAt(at + i)) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text) {
    String plain = text.strip();
    if (plain.isEmpty() || plain.length() > 6) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }
}
