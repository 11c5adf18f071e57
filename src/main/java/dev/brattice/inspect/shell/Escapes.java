package dev.brattice.inspect.shell;

/** Backslash escapes as {@code $'…'}, {@code echo -e} and {@code printf} read them. */
final class Escapes {
  private Escapes() {}

  /** {@code text} with its escapes decoded. */
  static String decodeAll(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    var plain = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        at = decode(text, at + 1, plain);
      } else {
        plain.append(c);
        at++;
      }
    }
    return plain.toString();
  }

  /**
   * Decodes the escape whose backslash stands before {@code at}.
   *
   * @return where the text goes on
   */
  static int decode(String text, int at, StringBuilder out) {
    char c = text.charAt(at);
    return switch (c) {
      case 'n' -> simple(out, '\n', at);
      case 't' -> simple(out, '\t', at);
      case 'r' -> simple(out, '\r', at);
      case 'a', 'b', 'f', 'v' -> simple(out, ' ', at);
      case 'e', 'E' -> simple(out, '\u001b', at);
      case 'x' -> number(text, at, at + 1, 2, 16, out);
      case 'u' -> number(text, at, at + 1, 4, 16, out);
      case 'U' -> number(text, at, at + 1, 8, 16, out);
      case '0' -> number(text, at, at, 4, 8, out);
      case '1', '2', '3', '4', '5', '6', '7' -> number(text, at, at, 3, 8, out);
      default -> simple(out, c, at);
    };
  }

  private static int simple(StringBuilder out, char c, int at) {
    out.append(c);
    return at + 1;
  }

  private static int number(
      String text, int at, int start, int digitsMax, int radix, StringBuilder out) {
    int value = 0;
    int end = start;
    while (end < text.length() && end - start < digitsMax && text.charAt(end) < 0x80) {
      int digit = Character.digit(text.charAt(end), radix);
      if (digit < 0) {
        break;
      }
      value = value * radix + digit;
      end++;
    }
    if (end == start) {
      return simple(out, text.charAt(at), at);
    }
    if (Character.isValidCodePoint(value)) {
      out.appendCodePoint(value);
    }
    return end;
  }
}
