package dev.brattice.inspect.shell;

import java.util.ArrayList;
import java.util.List;

/** Finds string literals in program text of any of the usual languages. One forward pass. */
public final class CodeStrings {
  /** How many literals are taken from one text. */
  public static final int LITERALS_MAX = 512;

  private static final int CALL_CHARS_MAX = 48;

  private CodeStrings() {}

  /**
   * A string literal.
   *
   * @param text what it says, simple escapes decoded
   * @param call the name right before the parenthesis that the literal stands behind, such as
   *     {@code os.system}; empty for none
   * @param position how many literals of the same call stand before it
   * @param start where it begins in the program text
   */
  public record Literal(String text, String call, int position, int start) {}

  /** The literals of {@code code} in order. */
  public static List<Literal> of(String code) {
    List<Literal> literals = new ArrayList<>();
    String call = "";
    int position = 0;
    int at = 0;
    while (at < code.length() && literals.size() < LITERALS_MAX) {
      char c = code.charAt(at);
      if (c == '(') {
        call = nameBefore(code, at);
        position = 0;
        at++;
      } else if (c == ')' || c == ';' || c == '\n' && !call.isEmpty() && position == 0) {
        call = c == '\n' ? call : "";
        at++;
      } else if (c == '"' || c == '\'' || c == '`') {
        int end = literal(code, at, call, position++, literals);
        at = end;
      } else {
        at++;
      }
    }
    return literals;
  }

  private static int literal(
      String code, int start, String call, int position, List<Literal> literals) {
    char quote = code.charAt(start);
    int open = start + 1;
    boolean triple =
        quote != '`'
            && open + 1 < code.length()
            && code.charAt(open) == quote
            && code.charAt(open + 1) == quote;
    int at = triple ? open + 2 : open;
    var text = new StringBuilder();
    while (at < code.length()) {
      char c = code.charAt(at);
      if (c == '\\' && at + 1 < code.length()) {
        at = Escapes.decode(code, at + 1, text);
      } else if (c == quote && (!triple || code.startsWith(String.valueOf(quote).repeat(3), at))) {
        at += triple ? 3 : 1;
        break;
      } else if (c == '\n' && !triple && quote != '`') {
        break;
      } else {
        text.append(c);
        at++;
      }
    }
    literals.add(new Literal(text.toString(), call, position, start));
    return at;
  }

  private static String nameBefore(String code, int parenthesis) {
    int start = parenthesis;
    while (start > 0
        && parenthesis - start < CALL_CHARS_MAX
        && (WordReader.isNamePart(code.charAt(start - 1)) || code.charAt(start - 1) == '.')) {
      start--;
    }
    return code.substring(start, parenthesis);
  }
}
