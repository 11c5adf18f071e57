package dev.brattice.policy.yaml;

/** What a scalar without quotes is in YAML 1.2's core schema. */
enum PlainType {
  STRING,
  NUMBER,
  TRUTH,
  NOTHING;

  /** What {@code text} is. {@code True} and {@code yes} are strings here: one spelling each. */
  static PlainType of(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> NOTHING;
      case "true", "false" -> TRUTH;
      case ".inf", "-.inf", "+.inf", ".nan" -> NUMBER;
      default -> isNumber(text) ? NUMBER : STRING;
    };
  }

  private static boolean isNumber(String text) {
    int i = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
    if (text.startsWith("0x", i) || text.startsWith("0o", i)) {
      return text.length() > i + 2
          && digits(text, i + 2, text.charAt(i + 1) == 'x') == text.length();
    }
    int whole = digits(text, i, false);
    int end = whole;
    int count = whole - i;
    if (end < text.length() && text.charAt(end) == '.') {
      int fraction = digits(text, end + 1, false);
      count += fraction - end - 1;
      end = fraction;
    }
    if (count == 0) {
      return false;
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int exponent = end + 1;
      if (exponent < text.length()
          && (text.charAt(exponent) == '-' || text.charAt(exponent) == '+')) {
        exponent++;
      }
      end = digits(text, exponent, false);
      if (end == exponent) {
        return false;
      }
    }
    return end == text.length();
  }

  /** The index behind the digits that start at {@code from}. */
  private static int digits(String text, int from, boolean hexadecimal) {
    int i = from;
    while (i < text.length()
        && Character.digit(text.charAt(i), hexadecimal ? 16 : 10) >= 0
        && text.charAt(i) < 0x80) {
      i++;
    }
    return i;
  }
}
