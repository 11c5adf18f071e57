package dev.brattice.inspect.text;

import java.util.Map;

/** Character references of HTML: by number, and the names that stand for ASCII or for nothing. */
final class HtmlEntities implements Rewrite.Unit {
  /** The longest reference, from the ampersand to the semicolon. */
  private static final int CHARS_MAX = 12;

  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("amp", "&"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("sol", "/"),
          Map.entry("bsol", "\\"),
          Map.entry("colon", ":"),
          Map.entry("semi", ";"),
          Map.entry("period", "."),
          Map.entry("comma", ","),
          Map.entry("lpar", "("),
          Map.entry("rpar", ")"),
          Map.entry("lbrack", "["),
          Map.entry("rbrack", "]"),
          Map.entry("lbrace", "{"),
          Map.entry("rbrace", "}"),
          Map.entry("num", "#"),
          Map.entry("dollar", "$"),
          Map.entry("percnt", "%"),
          Map.entry("equals", "="),
          Map.entry("excl", "!"),
          Map.entry("quest", "?"),
          Map.entry("ast", "*"),
          Map.entry("commat", "@"),
          Map.entry("grave", "`"),
          Map.entry("verbar", "|"),
          Map.entry("vert", "|"),
          Map.entry("lowbar", "_"),
          Map.entry("plus", "+"),
          Map.entry("hyphen", "-"),
          Map.entry("dash", "-"),
          Map.entry("Tab", "\t"),
          Map.entry("NewLine", "\n"),
          Map.entry("shy", ""),
          Map.entry("zwj", ""),
          Map.entry("zwnj", ""),
          Map.entry("ZeroWidthSpace", ""));

  @Override
  public int next(String text, int from) {
    return text.indexOf('&', from);
  }

  @Override
  public int decode(String text, int at, StringBuilder out) {
    int most = Math.min(text.length(), at + CHARS_MAX + 4);
    int end = at + 1;
    while (end < most && isNamePart(text.charAt(end))) {
      end++;
    }
    if (end == most || text.charAt(end) != ';' || end == at + 1) {
      return ~(at + 1);
    }
    if (text.charAt(at + 1) == '#') {
      int value = number(text, at + 2, end);
      if (value <= 0) {
        return ~(at + 1);
      }
      out.appendCodePoint(value);
      return end + 1;
    }
    String meaning = NAMED.get(text.substring(at + 1, end));
    if (meaning == null) {
      return ~(at + 1);
    }
    out.append(meaning);
    return end + 1;
  }

  private static boolean isNamePart(char c) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || c == '#');
  }

  /** The code point that a reference names, or -1. */
  private static int number(String text, int start, int end) {
    boolean hex = start < end && (text.charAt(start) | 0x20) == 'x';
    int value = 0;
    for (int i = hex ? start + 1 : start; i < end; i++) {
      int digit = hex ? HexRuns.digit(text.charAt(i)) : text.charAt(i) - '0';
      if (digit < 0 || !hex && digit > 9 || value > Character.MAX_CODE_POINT) {
        return -1;
      }
      value = value * (hex ? 16 : 10) + digit;
    }
    return Character.isValidCodePoint(value) ? value : -1;
  }
}
