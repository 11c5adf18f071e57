package dev.brattice.inspect.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads command lines as POSIX shells and bash do: lists, pipelines, compound commands,
 * redirections, here-documents. One forward pass; never fails, for every text reads as something.
 */
final class ShellParser extends WordReader {
  /** How far the name of a descriptor is searched for its end. */
  private static final int NAME_CHARS_MAX = 24;

  private final boolean windows;
  private final List<Pending> pending = new ArrayList<>();

  private static final Stage NOTHING = new Stage.Simple(List.of(), List.of(), List.of());

  private record Pending(
      Redirect.Document document, String delimiter, boolean expands, boolean tabs) {}

  ShellParser(String text, int nesting, boolean windows) {
    super(text, nesting, windows);
    this.windows = windows;
  }

  /** The whole text. */
  Script script() {
    List<List<Stage>> pipelines = new ArrayList<>();
    while (!atEnd()) {
      pipelines.addAll(scriptUntil("").pipelines());
      // What stands there closes nothing that was opened: it is skipped.
      at++;
    }
    return new Script(pipelines);
  }

  @Override
  Script scriptUntil(String closer) {
    List<List<Stage>> pipelines = new ArrayList<>();
    while (skipToCommand(closer)) {
      List<Stage> stages = pipeline(closer);
      if (!stages.isEmpty()) {
        pipelines.add(stages);
      }
    }
    return new Script(pipelines);
  }

  /** Skips separators; false at the closer, at a stray parenthesis or at the end. */
  private boolean skipToCommand(String closer) {
    while (!atEnd()) {
      char c = here();
      if (closer.equals("esac") && startsWith(";;")) {
        return false;
      } else if (c == '\n') {
        newLine();
      } else if (c <= ' ' || c == ';' || c == '&' && !startsWith("&>") || c == '|') {
        at++;
      } else if (c == '#') {
        comment();
      } else if (c == ')' || closes(closer)) {
        return false;
      } else if (isFiller()) {
        word();
      } else {
        return true;
      }
    }
    return false;
  }

  private boolean closes(String closer) {
    return closer.length() > 0 && !closer.equals(")") && isWordHere(closer);
  }

  private boolean isWordHere(String word) {
    if (!startsWith(word)) {
      return false;
    }
    int after = at + word.length();
    return after >= text.length() || " \t\r\n;&|()<>".indexOf(text.charAt(after)) >= 0;
  }

  /** Words of compound commands that change nothing about what may run. */
  private boolean isFiller() {
    return switch (here()) {
      case 't' -> isWordHere("then");
      case 'e' -> isWordHere("else") || isWordHere("elif");
      case 'd' -> isWordHere("do");
      case '!' -> isWordHere("!");
      case 'c' -> isWordHere("coproc");
      default -> false;
    };
  }

  private void comment() {
    while (!atEnd() && here() != '\n') {
      at++;
    }
  }

  private void blanks() {
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

  private List<Stage> pipeline(String closer) {
    List<Stage> stages = new ArrayList<>();
    while (true) {
      stages.add(stage());
      blanks();
      if (here() != '|' || startsWith("||")) {
        return stages;
      }
      at += startsWith("|&") ? 2 : 1;
      if (!skipToCommand(closer)) {
        return stages;
      }
    }
  }

  private Stage stage() {
    if (isTooDeep()) {
      return NOTHING;
    }
    if (here() == '(') {
      return startsWith("((") && skipArithmetic() ? simple() : subshell("");
    }
    if (here() == '{' && isWordHere("{")) {
      at++;
      return group("}", List.of(), "");
    }
    return switch (here()) {
      case 'i' -> isWordHere("if") ? compound("if", "fi") : simple();
      case 'w' -> isWordHere("while") ? compound("while", "done") : simple();
      case 'u' -> isWordHere("until") ? compound("until", "done") : simple();
      case 'f' -> isWordHere("for") ? loop() : isWordHere("function") ? function() : simple();
      case 's' -> isWordHere("select") ? loop() : simple();
      case 'c' -> isWordHere("case") ? cases() : simple();
      case '[' -> startsWith("[[") ? condition() : simple();
      default -> simple();
    };
  }

  private boolean skipArithmetic() {
    int end = arithmeticEnd();
    if (end < 0) {
      return false;
    }
    at = end + 2;
    return true;
  }

  private Stage subshell(String function) {
    at++;
    Script body = inner();
    return new Stage.Group(body, List.of(), function, true, redirects());
  }

  private Stage compound(String opener, String closer) {
    at += opener.length();
    return group(closer, List.of(), "");
  }

  private Stage group(String closer, List<Word> loop, String function) {
    nesting++;
    Script body = scriptUntil(closer);
    nesting--;
    if (closes(closer)) {
      at += closer.length();
    }
    return new Stage.Group(body, loop, function, false, redirects());
  }

  private Stage loop() {
    at += here() == 'f' ? 3 : 6;
    blanks();
    if (startsWith("((") && skipArithmetic()) {
      return group("done", List.of(), "");
    }
    List<Word> words = new ArrayList<>();
    while (!atEnd() && here() != ';' && here() != '\n' && here() != '&' && here() != '|') {
      if (here() == '(' || here() == ')' || here() == '<' || here() == '>') {
        at++;
      } else if (isWordHere("in") && words.size() == 1) {
        at += 2;
      } else if (isWordHere("do")) {
        break;
      } else {
        words.add(word());
      }
      blanks();
    }
    return group("done", words, "");
  }

  /** {@code case WORD in PATTERN) commands ;; … esac}: patterns are skipped, commands kept. */
  private Stage cases() {
    at += 4;
    blanks();
    List<List<Stage>> pipelines = new ArrayList<>();
    if (!atEnd() && here() > ' ') {
      word();
    }
    skipToCommand("in");
    at += isWordHere("in") ? 2 : 0;
    nesting++;
    while (!atEnd() && !isWordHere("esac")) {
      if (skipPattern()) {
        pipelines.addAll(scriptUntil("esac").pipelines());
        at += startsWith(";;") ? 2 : 0;
      }
    }
    nesting--;
    at += isWordHere("esac") ? 4 : 0;
    return new Stage.Group(new Script(pipelines), List.of(), "", false, redirects());
  }

  private boolean skipPattern() {
    while (!atEnd() && here() != ')') {
      if (here() == '\n') {
        newLine();
      } else if (isWordHere("esac")) {
        return false;
      } else if (here() <= ' ' || ";&|<>(".indexOf(here()) >= 0) {
        at++;
      } else {
        word();
      }
    }
    at++;
    return true;
  }

  private Stage function() {
    at += 8;
    blanks();
    String name = atEnd() || here() <= ' ' ? "" : word().bare();
    return functionBody(name);
  }

  private Stage functionBody(String name) {
    blanks();
    if (startsWith("()")) {
      at += 2;
    } else if (here() == '(') {
      at++;
      blanks();
      at += here() == ')' ? 1 : 0;
    }
    if (isTooDeep() || !skipToCommand("")) {
      return NOTHING;
    }
    if (here() == '(') {
      return subshell(name);
    }
    if (here() == '{') {
      at++;
      return group("}", List.of(), name);
    }
    nesting++;
    Stage body = simple();
    nesting--;
    return body;
  }

  /** {@code [[ … ]]}: its operators are not those of a list. */
  private Stage condition() {
    List<Word> words = new ArrayList<>();
    while (!atEnd() && here() != '\n' && !isWordHere("]]")) {
      if (here() <= ' ' || ";&|<>()".indexOf(here()) >= 0) {
        at++;
      } else {
        words.add(word());
      }
    }
    at += isWordHere("]]") ? 2 : 0;
    return new Stage.Simple(List.of(), words, redirects());
  }

  private Stage simple() {
    List<Word> assignments = new ArrayList<>();
    List<Word> words = new ArrayList<>();
    List<Redirect> redirects = new ArrayList<>();
    while (true) {
      blanks();
      if (atEnd() || ends()) {
        break;
      }
      if (redirect(redirects)) {
        continue;
      }
      if (here() == '(') {
        if (words.size() == 1 && !words.getFirst().bare().isEmpty() && assignments.isEmpty()) {
          return functionBody(words.getFirst().bare());
        }
        break;
      }
      Word word = word();
      if (words.isEmpty() && !windows && isAssignment(word)) {
        assignments.add(word);
      } else {
        words.add(word);
      }
    }
    if (here() == '(') {
      // A parenthesis where none can stand: read on behind it.
      at++;
    }
    return new Stage.Simple(assignments, words, redirects);
  }

  private boolean ends() {
    char c = here();
    return c == '\n'
        || c == ';'
        || c == '|'
        || c == ')'
        || c == '&' && !startsWith("&>")
        || c == '#' && (at == 0 || text.charAt(at - 1) <= ' ');
  }

  private static boolean isAssignment(Word word) {
    if (word.parts().isEmpty()
        || !(word.parts().getFirst() instanceof Part.Literal literal)
        || literal.quoted()) {
      return false;
    }
    String text = literal.text();
    int equals = text.indexOf('=');
    if (equals < 1 || !isNameStart(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < equals; i++) {
      char c = text.charAt(i);
      if (!isNamePart(c) && c != '[' && c != ']' && !(c == '+' && i == equals - 1)) {
        return false;
      }
    }
    return true;
  }

  private List<Redirect> redirects() {
    List<Redirect> redirects = new ArrayList<>();
    blanks();
    while (redirect(redirects)) {
      blanks();
    }
    return redirects;
  }

  /** Reads a redirection, if one stands here. */
  private boolean redirect(List<Redirect> redirects) {
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
  private void newLine() {
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
