package dev.brattice.inspect;

/** Whether a string looks like a path or a URL, by its characters alone. */
final class PathShape {
  private static final int SCHEME_CHARS_MAX = 24;
  private static final int BLANKS_MAX = 4;

  private PathShape() {}

  /** Whether {@code value} begins with a scheme other than that of files. */
  static boolean isUrl(String value) {
    int start = firstVisible(value);
    int colon = value.indexOf(':', start, Math.min(value.length(), start + SCHEME_CHARS_MAX));
    if (colon < start + 2 || colon + 2 >= value.length() || hasLine(value)) {
      return false;
    }
    for (int i = start; i < colon; i++) {
      char c = value.charAt(i);
      if (!isLetter(c) && (i == start || !isDigit(c) && c != '+' && c != '-' && c != '.')) {
        return false;
      }
    }
    boolean file = value.regionMatches(true, start, "file", 0, 4) && colon == start + 4;
    boolean web = value.regionMatches(true, start, "http", 0, 4);
    return !file && (value.startsWith("//", colon + 1) || web);
  }

  /** Whether {@code value} looks like a path: anchored, climbing, encoded so, or a dot file. */
  static boolean is(String value) {
    if (value.length() > Roles.SHAPE_CHARS_MAX || hasLine(value)) {
      return false;
    }
    return isPlain(value) || isEncoded(value) || isDotFile(value);
  }

  /** Whether {@code value} is anchored or climbs, in plain letters. */
  static boolean isPlain(String value) {
    int length = value.length();
    if (length == 0 || length > Roles.SHAPE_CHARS_MAX || tooManyBlanks(value)) {
      return false;
    }
    char first = value.charAt(0);
    char second = length > 1 ? value.charAt(1) : ' ';
    return switch (first) {
      case '/' -> length > 1 && second != '/' && second != '*' && second != ' ';
      case '~' -> length == 1 || second == '/' || second == '\\';
      case '.' -> isDotPath(value);
      case '\\' -> second == '\\' || value.contains("..\\");
      case '$', '%' -> isHomeVariable(value);
      default ->
          isLetter(first) && second == ':' && length > 2 && isSlash(value.charAt(2))
              || value.regionMatches(true, 0, "file:", 0, 5)
              || value.contains("/../")
              || value.contains("\\..\\");
    };
  }

  private static boolean isDotPath(String value) {
    return value.startsWith("./")
        || value.startsWith(".\\")
        || value.startsWith("../")
        || value.startsWith("..\\")
        || value.equals("..");
  }

  private static boolean isHomeVariable(String value) {
    return value.startsWith("$HOME")
        || value.startsWith("${HOME}")
        || value.startsWith("$BRATTICE_HOME")
        || value.regionMatches(true, 0, "%userprofile%", 0, 13)
        || value.regionMatches(true, 0, "$env:userprofile", 0, 16);
  }

  private static boolean isEncoded(String value) {
    int at = value.indexOf('%');
    return at >= 0
        && !tooManyBlanks(value)
        && (value.regionMatches(true, at, "%2e", 0, 3)
            || value.regionMatches(true, at, "%25", 0, 3)
            || value.regionMatches(true, at, "%2f", 0, 3)
            || value.regionMatches(true, at, "%5c", 0, 3)
            || value.regionMatches(true, at, "%c0", 0, 3));
  }

  /** A name such as {@code .env} or {@code .aws/credentials}. */
  private static boolean isDotFile(String value) {
    if (value.length() < 3 || value.charAt(0) != '.' || !isLetter(value.charAt(1))) {
      return false;
    }
    for (int i = 2; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!isLetter(c) && !isDigit(c) && c != '.' && c != '_' && c != '-' && !isSlash(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean tooManyBlanks(String value) {
    int blanks = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ' ' && ++blanks > BLANKS_MAX || c == '\n') {
        return true;
      }
    }
    return false;
  }

  private static boolean hasLine(String value) {
    return value.indexOf('\n') >= 0 && value.strip().indexOf('\n') >= 0;
  }

  private static int firstVisible(String value) {
    int at = 0;
    while (at < value.length() && value.charAt(at) <= ' ') {
      at++;
    }
    return at;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSlash(char c) {
    return c == '/' || c == '\\';
  }
}
