package dev.brattice.audit;

/**
 * A JSON pointer as evidence may show it. The names of members are chosen by whoever sends the
 * message, so a name that does not look like one, and could be a value, is shown as {@code *}.
 */
final class ShownPointer {
  private static final int NAME_CHARS_MAX = 40;
  private static final int INDEX_DIGITS_MAX = 6;
  private static final int MIXED_CHARS_MAX = 16;
  private static final int MIXED_DIGITS_MAX = 3;

  private ShownPointer() {}

  /** {@code pointer}, cut to whole tokens within {@code charsMax}, without what may be a value. */
  static String of(String pointer, int charsMax) {
    if (pointer.isEmpty() || (pointer.length() <= charsMax && isOrdinary(pointer))) {
      return pointer;
    }
    StringBuilder shown = new StringBuilder();
    int from = pointer.charAt(0) == '/' ? 1 : 0;
    while (from <= pointer.length() && shown.length() < charsMax) {
      int slash = pointer.indexOf('/', from);
      int to = slash < 0 ? pointer.length() : slash;
      shown.append('/').append(isName(pointer, from, to) ? pointer.substring(from, to) : "*");
      from = to + 1;
    }
    return shown.toString();
  }

  private static boolean isOrdinary(String pointer) {
    if (pointer.charAt(0) != '/') {
      return false;
    }
    int from = 1;
    while (from <= pointer.length()) {
      int slash = pointer.indexOf('/', from);
      int to = slash < 0 ? pointer.length() : slash;
      if (!isName(pointer, from, to)) {
        return false;
      }
      from = to + 1;
    }
    return true;
  }

  private static boolean isName(String pointer, int from, int to) {
    int length = to - from;
    if (length > NAME_CHARS_MAX) {
      return false;
    }
    int digits = 0;
    for (int i = from; i < to; i++) {
      char c = pointer.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (!isNameChar(c) && !(c == '@' && i == from)) {
        return false;
      }
    }
    if (digits == length) {
      return length <= INDEX_DIGITS_MAX;
    }
    return digits == 0 || (length <= MIXED_CHARS_MAX && digits <= MIXED_DIGITS_MAX);
  }

  private static boolean isNameChar(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || c == '-'
        || c == '.'
        || c == '$';
  }
}
