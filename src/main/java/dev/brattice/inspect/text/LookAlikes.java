package dev.brattice.inspect.text;

/** Cyrillic, Greek and other letters that look like Latin ones (a selection of UTS 39). */
final class LookAlikes {
  private static final String LETTERS =
      // Cyrillic
      "\u0430\u0435\u043E\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04BB\u0501\u051B\u051D\u043A\u043C\u0442\u043D\u0432"
          + "\u0410\u0412\u0415\u041A\u041C\u041D\u041E\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405\u04C0\u04CF\u0501\u0475"
          // Greek
          + "\u03B1\u03B5\u03BF\u03C1\u03BD\u03B9\u03BA\u03C4\u03C5\u03C7\u03B3"
          + "\u0391\u0392\u0395\u0396\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7"
          // Armenian, Latin letters without dot or with a hook, small capitals
          + "\u0585\u057D\u0578\u0570\u0566\u0131\u0251\u0261\u0269\u028B\u1D04\u1D0F\u1D1C\u1D20\u1D21\u1D22\u0280\u026A\u0274";
  private static final String LATIN =
      "aeopcyxijshdqwkmthb"
          + "ABEKMHOPCTYXIJSlldv"
          + "aeopviktuxy"
          + "ABEZHIKMNOPTYX"
          + "ounhqiagiv"
          + "couvwzrin";

  private static final String EXACT =
      "\u0430\u0435\u043E\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04BB\u0501\u051B\u051D\u03BF";

  private static final char FIRST = '\u0131';
  private static final char LAST = '\u1D22';
  private static final char[] TABLE = table();

  private LookAlikes() {}

  private static char[] table() {
    char[] table = new char[LAST - FIRST + 1];
    for (int i = 0; i < LETTERS.length(); i++) {
      table[LETTERS.charAt(i) - FIRST] = LATIN.charAt(i);
    }
    return table;
  }

  /** The Latin letter that {@code c} looks like, or 0. */
  static char latin(char c) {
    return c < FIRST || c > LAST ? 0 : TABLE[c - FIRST];
  }

  /** Whether {@code c} cannot be told from a Latin letter at all. */
  static boolean isExact(char c) {
    return EXACT.indexOf(c) >= 0;
  }
}
