package dev.brattice.provenance;

/** Resolves backslash escapes in a quoted value. */
final class Escapes {
  private Escapes() {}

  /**
   * What {@code value} stands for between two {@code quote}s: as a program would read it. Between
   * single quotes a backslash is itself, except in keys that are written on one line.
   */
  static String resolve(String value, char quote) {
    if (value.indexOf('\\') < 0 || (quote == '\'' && !value.contains("-----BEGIN "))) {
      return value;
    }
    var resolved = new StringBuilder(value.length());
    int i = 0;
    while (i < value.length()) {
      char c = value.charAt(i++);
      if (c != '\\' || i == value.length()) {
        resolved.append(c);
        continue;
      }
      char escaped = value.charAt(i++);
      int unit = escaped == 'u' ? unit(value, i) : -1;
      if (unit >= 0) {
        resolved.append((char) unit);
        i += 4;
      } else {
        resolved.append(
            switch (escaped) {
              case 'n' -> '\n';
              case 'r' -> '\r';
              case 't' -> '\t';
              default -> escaped;
            });
      }
    }
    return resolved.toString();
  }

  private static int unit(String value, int at) {
    if (at + 4 > value.length()) {
      return -1;
    }
    int unit = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = Character.digit(value.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit * 16 + digit;
    }
    return unit;
  }
}
