package dev.brattice.inspect.paths;

/**
 * Undoes the disguises of a path: percent-encoding (repeated, overlong, {@code %u}), look-alikes of
 * dots and slashes, null characters.
 *
 * @param text what it reads as
 * @param disguised whether a dot, a slash or a backslash had been disguised
 * @param hasNull whether there was a null character, plain or encoded; it is left out of the text
 */
record Spelling(String text, boolean disguised, boolean hasNull) {
  /** How often percent-encoding is undone. */
  static final int DECODINGS_MAX = 4;

  /** Reads {@code spelled}. */
  static Spelling of(String spelled) {
    String text = spelled;
    boolean disguised = false;
    for (int i = 0; i < DECODINGS_MAX && text.indexOf('%') >= 0; i++) {
      var decoder = new Decoder(text);
      String decoded = decoder.run();
      if (decoded.equals(text)) {
        break;
      }
      disguised |= decoder.structural;
      text = decoded;
    }
    var plain = new StringBuilder(text.length());
    boolean hasNull = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        hasNull = true;
      } else if (c < 0x80) {
        plain.append(c);
      } else {
        String alike = lookAlike(c);
        disguised |= !alike.isEmpty();
        plain.append(alike.isEmpty() ? String.valueOf(c) : alike);
      }
    }
    return new Spelling(plain.toString(), disguised, hasNull);
  }

  private static String lookAlike(char c) {
    return switch (c) {
      case '\uFF0E', '\u2024', '\uFE52' -> ".";
      case '\u2025' -> "..";
      case '\uFF0F', '\u2215', '\u2044', '\uEFC8', '\uF025' -> "/";
      case '\uFF3C', '\u2216', '\uFE68' -> "\\";
      default -> "";
    };
  }

  /** One pass of percent-decoding. */
  private static final class Decoder {
    private final String text;
    private final StringBuilder out;
    private boolean structural;

    Decoder(String text) {
      this.text = text;
      this.out = new StringBuilder(text.length());
    }

    String run() {
      int at = 0;
      while (at < text.length()) {
        char c = text.charAt(at);
        at += c == '%' ? percent(at) : plain(c);
      }
      return out.toString();
    }

    private int plain(char c) {
      out.append(c);
      return 1;
    }

    /** Decodes the group at {@code at}; answers how many characters it took. */
    private int percent(int at) {
      if (at + 5 < text.length() && (text.charAt(at + 1) | 0x20) == 'u') {
        int unit = hex(at + 2, 4);
        if (unit >= 0) {
          put(unit);
          return 6;
        }
      }
      int value = hex(at + 1, 2);
      if (value < 0) {
        return plain('%');
      }
      int extra = continuation(value);
      int bits = value & (0x3F >> extra);
      int end = at + 3;
      for (int i = 0; i < extra; i++, end += 3) {
        int next = end < text.length() && text.charAt(end) == '%' ? hex(end + 1, 2) : -1;
        if (next < 0) {
          put(value);
          return 3;
        }
        bits = bits << 6 | next & 0x3F;
      }
      put(extra == 0 ? value : bits);
      return end - at;
    }

    private void put(int unit) {
      structural |= unit == '.' || unit == '/' || unit == '\\' || unit == '%';
      if (Character.isValidCodePoint(unit)) {
        out.appendCodePoint(unit);
      }
    }

    private static int continuation(int lead) {
      if (lead < 0xC0) {
        return 0;
      }
      if (lead < 0xE0) {
        return 1;
      }
      if (lead < 0xF0) {
        return 2;
      }
      return lead < 0xF8 ? 3 : lead < 0xFC ? 4 : 5;
    }

    private int hex(int at, int digits) {
      if (at + digits > text.length()) {
        return -1;
      }
      int value = 0;
      for (int i = at; i < at + digits; i++) {
        int digit = Character.digit(text.charAt(i), 16);
        if (digit < 0 || text.charAt(i) > 'f') {
          return -1;
        }
        value = value << 4 | digit;
      }
      return value;
    }
  }
}
