package dev.brattice.inspect.text;

import java.nio.charset.StandardCharsets;

/**
 * Backslash escapes of JSON, of programming languages and of shells: <code>\\uXXXX</code>, {@code
 * \xXX}, {@code \NNN}, {@code \n}, {@code \"}.
 */
final class Escapes implements Rewrite.Unit {
  private static final String LETTERS = "nrtbfe";
  private static final String MEANINGS = "\n\r\t\b\f\u001b";

  /**
   * Whether the text is worth decoding: it has a character written as a number, or quotation marks
   * within quoted text. A lone {@code \n} stands in every program.
   */
  static boolean occurIn(String text) {
    int quotes = 0;
    int last = text.length() - 1;
    for (int i = text.indexOf('\\'); i >= 0 && i < last; i = text.indexOf('\\', i + 2)) {
      char c = text.charAt(i + 1);
      if (c == '"' && ++quotes == 2) {
        return true;
      }
      if (c == 'u' && (hex(text, i + 2, 4) >= 0 || text.startsWith("{", i + 2))
          || c == 'x' && hex(text, i + 2, 2) >= 0
          || octal(text, i + 1) >= 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int next(String text, int from) {
    return text.indexOf('\\', from);
  }

  @Override
  public int decode(String text, int at, StringBuilder out) {
    if (at + 1 >= text.length()) {
      return ~(at + 1);
    }
    char c = text.charAt(at + 1);
    int letter = LETTERS.indexOf(c);
    if (letter >= 0) {
      out.append(MEANINGS.charAt(letter));
      return at + 2;
    }
    if (c == '"' || c == '\'' || c == '/' || c == '\\') {
      out.append(c);
      return at + 2;
    }
    if (c == 'u' && text.startsWith("{", at + 2)) {
      return braced(text, at, out);
    }
    int unit = c == 'u' ? hex(text, at + 2, 4) : -1;
    if (unit >= 0) {
      out.append((char) unit);
      return at + 6;
    }
    return byteAt(text, at) >= 0 ? bytes(text, at, out) : ~(at + 1);
  }

  /** The byte that an escape at {@code at} spells, or -1. */
  private static int byteAt(String text, int at) {
    if (at + 1 >= text.length() || text.charAt(at) != '\\') {
      return -1;
    }
    return text.charAt(at + 1) == 'x' ? hex(text, at + 2, 2) : octal(text, at + 1);
  }

  /** Bytes in a row: UTF-8 where they are that, else a character each. */
  private static int bytes(String text, int at, StringBuilder out) {
    int end = at;
    while (byteAt(text, end) >= 0) {
      end += 4;
    }
    byte[] bytes = new byte[(end - at) / 4];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) byteAt(text, at + 4 * i);
    }
    String read = new String(bytes, StandardCharsets.UTF_8);
    boolean utf8 = read.indexOf('\uFFFD') < 0;
    out.append(utf8 ? read : new String(bytes, StandardCharsets.ISO_8859_1));
    return end;
  }

  private static int braced(String text, int at, StringBuilder out) {
    int value = 0;
    int i = at + 3;
    for (; i < text.length() && i < at + 9; i++) {
      int digit = HexRuns.digit(text.charAt(i));
      if (digit < 0) {
        break;
      }
      value = value << 4 | digit;
    }
    boolean closed = i > at + 3 && i < text.length() && text.charAt(i) == '}';
    if (!closed || !Character.isValidCodePoint(value)) {
      return ~(at + 1);
    }
    out.appendCodePoint(value);
    return i + 1;
  }

  /** The value of exactly {@code digits} hexadecimal digits at {@code at}, or -1. */
  static int hex(String text, int at, int digits) {
    if (at + digits > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = HexRuns.digit(text.charAt(i));
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** The value of three octal digits of one byte at {@code at}, or -1. */
  private static int octal(String text, int at) {
    if (at + 3 > text.length() || text.charAt(at) > '3') {
      return -1;
    }
    int value = 0;
    for (int i = at; i < at + 3; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 7) {
        return -1;
      }
      value = value << 3 | digit;
    }
    return value;
  }
}
