package dev.brattice.inspect.shell;

import java.util.ArrayList;
import java.util.List;

/** Reads redirections and the here-documents that stand behind their lines. */
abstract class RedirectReader extends WordReader {
  /** How far the name of a descriptor is searched for its end. */
  private static final int NAME_CHARS_MAX = 24;

  private final List<Pending> pending = new ArrayList<>();

  private record Pending(
      Redirect.Document document, String delimiter, boolean expands, boolean tabs) {}

  RedirectReader(String text, int nesting, boolean windows) {
    super(text, nesting, windows);
  }

  void blanks() {
    while (!atEnd()) {
      char c = here();
      if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else if (c == '\\' && !windows && text.startsWith("\n", at + 1)) {
        at += 2;
      } else {
        return;
      }
    }
  }

  boolean ends() {
    char c = here();
    return c == '\n'
        || c == ';'
        || c == '|'
        || c == ')'
        || c == '&' && !startsWith("&>")
        || c == '#' && (at == 0 || text.charAt(at - 1) <= ' ');
  }

  List<Redirect> redirects() {
    List<Redirect> redirects = new ArrayList<>();
    blanks();
    while (redirect(redirects)) {
      blanks();
    }
    return redirects;
  }

  /** Reads a redirection, if one stands here. */
  boolean redirect(List<Redirect> redirects) {
    int start = at;
    int number = at;
    while (number < text.length() && number - at < 4 && isDigit(text.charAt(number))) {
      number++;
    }
    if (here() == '{') {
      int close = text.indexOf('}', at, Math.min(text.length(), at + NAME_CHARS_MAX)) + 1;
      number = close > 0 && close < text.length() && isAngle(text.charAt(close)) ? close : number;
    }
    boolean both = number == at && startsWith("&>");
    if (!both && (number >= text.length() || !isAngle(text.charAt(number)))) {
      return false;
    }
    if (text.startsWith("(", number + 1)) {
      return false;
    }
    at = number;
    String operator = operator();
    blanks();
    int before = at;
    Word target = atEnd() || ends() ? new Word(List.of(), at, at) : word();
    if (at == before && !atEnd() && !ends()) {
      at++;
    }
    var redirect = new Redirect(operator, target, new Redirect.Document());
    redirects.add(redirect);
    if (redirect.isDocument()) {
      await(redirect);
    }
    return at > start;
  }

  private static final String[] OPERATORS = {
    "&>>", "<<<", "<<-", "&>", ">>", "<<", ">&", "<&", "<>", ">|", ">", "<"
  };

  private String operator() {
    for (String operator : OPERATORS) {
      if (startsWith(operator)) {
        at += operator.length();
        return operator;
      }
    }
    at++;
    return ">";
  }

  private void await(Redirect redirect) {
    var delimiter = new StringBuilder();
    boolean expands = true;
    for (Part part : redirect.target().parts()) {
      if (part instanceof Part.Literal literal) {
        delimiter.append(literal.text());
        expands &= !literal.quoted();
      }
    }
    boolean tabs = redirect.operator().equals("<<-");
    pending.add(new Pending(redirect.document(), delimiter.toString(), expands, tabs));
  }

  /** Takes the line's end and the here-documents that begin behind it. */
  void newLine() {
    at++;
    if (pending.isEmpty()) {
      return;
    }
    List<Pending> documents = List.copyOf(pending);
    pending.clear();
    for (Pending document : documents) {
      read(document);
    }
  }

  private void read(Pending document) {
    int start = at;
    int stop = text.length();
    while (!atEnd()) {
      int end = text.indexOf('\n', at);
      int lineEnd = end < 0 ? text.length() : end;
      int from = at;
      while (document.tabs() && from < lineEnd && text.charAt(from) == '\t') {
        from++;
      }
      int to = lineEnd > from && text.charAt(lineEnd - 1) == '\r' ? lineEnd - 1 : lineEnd;
      boolean last =
          to - from == document.delimiter().length() && text.startsWith(document.delimiter(), from);
      if (last) {
        stop = at;
      }
      // The line's end after the delimiter stays: it ends the command as well.
      at = last ? lineEnd : Math.min(lineEnd + 1, text.length());
      if (last) {
        break;
      }
    }
    String body = text.substring(start, stop);
    if (!document.expands()) {
      document.document().fill(List.of(new Part.Literal(body, true)));
      return;
    }
    var reader = new ShellParser(body, nesting + 1, false);
    document.document().fill(reader.document());
    tooDeep |= reader.tooDeep;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAngle(char c) {
    return c == '<' || c == '>';
  }
}
