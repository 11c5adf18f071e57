package dev.brattice.inspect.shell;

/** A place in a text that only moves forward, and how deep reading has gone. */
abstract class TextCursor {
  /** How deep substitutions may nest in one text; deeper ones are left unread and reported. */
  static final int NESTING_MAX = 40;

  /** How far an arithmetic expansion is searched for its end. */
  private static final int ARITHMETIC_CHARS_MAX = 256;

  final String text;
  int at;
  int nesting;

  /** Whether something was left unread because it nests too deep. */
  boolean tooDeep;

  TextCursor(String text, int nesting) {
    this.text = text;
    this.nesting = nesting;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  char here() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  boolean startsWith(String expected) {
    return text.startsWith(expected, at);
  }

  /** Where {@code ))} stands, if it is near. */
  int arithmeticEnd() {
    return text.indexOf("))", at, Math.min(text.length(), at + ARITHMETIC_CHARS_MAX));
  }

  /** Whether the text between holds no command. */
  boolean isArithmetic(int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '$' && i + 1 < end && text.charAt(i + 1) == '(' || c == '`' || c == ';') {
        return false;
      }
    }
    return true;
  }

  /** Whether nothing deeper is read any more; what is left of the text is then given up. */
  boolean isTooDeep() {
    if (nesting < NESTING_MAX) {
      return false;
    }
    tooDeep = true;
    at = text.length();
    return true;
  }

  static boolean isNameStart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  static boolean isNamePart(char c) {
    return isNameStart(c) || c >= '0' && c <= '9';
  }
}
