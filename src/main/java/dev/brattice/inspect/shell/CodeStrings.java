package dev.brattice.inspect.shell;

import dev.brattice.inspect.Words;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Finds string literals in program text of any of the usual languages. One forward pass. */
public final class CodeStrings {
  /** How many literals are taken from one text. */
  public static final int LITERALS_MAX = 512;

  private static final int CALL_CHARS_MAX = 48;

  /** How deep calls within calls are told apart. */
  private static final int CALLS_MAX = 32;

  /** Words before a literal that call nothing. */
  private static final Set<String> NO_CALLS =
      Words.listed(
          """
          in is and or not if elif else return yield then do when case unless from import with
          as const let var my
          """);

  private final String code;
  private final List<Literal> literals = new ArrayList<>();
  private final Deque<Call> calls = new ArrayDeque<>();
  private Call bare = new Call("");
  private int lastEnd = -1;

  private CodeStrings(String code) {
    this.code = code;
  }

  /** A call that is open, and how many literals it has had. */
  private static final class Call {
    private final String name;
    private int literals;

    Call(String name) {
      this.name = name;
    }
  }

  /**
   * A string literal.
   *
   * @param text what it says, simple escapes decoded
   * @param call the name right before the parenthesis that the literal stands behind, such as
   *     {@code os.system}, or before the literal itself where no parenthesis is needed; empty for
   *     none
   * @param outer the call that this call stands in; empty for none
   * @param position how many literals of the same call stand before it
   * @param start where it begins in the program text
   * @param quote the sign that it begins with
   * @param follows whether nothing but commas and brackets stands between the one before and it
   */
  public record Literal(
      String text,
      String call,
      String outer,
      int position,
      int start,
      char quote,
      boolean follows) {
    /** Whether it stands in a call of {@code name}, or in a call within one. */
    boolean isIn(String name) {
      return call.endsWith(name) || outer.endsWith(name);
    }
  }

  /** The literals of {@code code} in order. */
  public static List<Literal> of(String code) {
    var reader = new CodeStrings(code);
    reader.read();
    return reader.literals;
  }

  private void read() {
    int at = 0;
    while (at < code.length() && literals.size() < LITERALS_MAX) {
      char c = code.charAt(at);
      switch (c) {
        case '(' -> {
          open(nameBefore(code, at));
          at++;
        }
        case ')' -> {
          calls.poll();
          at++;
        }
        case ';' -> {
          calls.clear();
          bare = new Call("");
          at++;
        }
        case '\n' -> {
          bare = new Call("");
          at++;
        }
        case '"', '\'', '`' -> at = literal(at);
        default -> at++;
      }
    }
  }

  private void open(String call) {
    if (calls.size() == CALLS_MAX) {
      calls.removeLast();
    }
    calls.push(new Call(call));
  }

  private int literal(int start) {
    char quote = code.charAt(start);
    boolean triple = quote != '`' && code.startsWith(String.valueOf(quote).repeat(2), start + 1);
    int at = triple ? start + 3 : start + 1;
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
    add(text.toString(), start, quote);
    lastEnd = at;
    return at;
  }

  private void add(String text, int start, char quote) {
    String name = wordBefore(start);
    if (!name.isEmpty() && !NO_CALLS.contains(name)) {
      bare = new Call(name);
    }
    Call enclosing = calls.isEmpty() ? bare : calls.peek();
    Call call = bare.name.isEmpty() ? enclosing : bare;
    literals.add(
        new Literal(
            text,
            call.name,
            outer(bare.name.isEmpty()),
            call.literals++,
            start,
            quote,
            follows(start)));
  }

  private String outer(boolean inner) {
    int skipped = inner ? 1 : 0;
    for (Call call : calls) {
      if (skipped-- <= 0 && !call.name.isEmpty()) {
        return call.name;
      }
    }
    return "";
  }

  private boolean follows(int start) {
    if (lastEnd < 0 || start - lastEnd > CALL_CHARS_MAX) {
      return false;
    }
    for (int i = lastEnd; i < start; i++) {
      if (" ,\n\t[".indexOf(code.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The name that stands before a literal with nothing but blanks between: {@code system "ls"}. */
  private String wordBefore(int start) {
    int end = start;
    while (end > 0 && start - end < CALL_CHARS_MAX && code.charAt(end - 1) == ' ') {
      end--;
    }
    return end == start ? "" : nameBefore(code, end);
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
