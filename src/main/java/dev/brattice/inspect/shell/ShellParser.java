package dev.brattice.inspect.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads command lines as POSIX shells and bash do: lists, pipelines, compound commands,
 * redirections, here-documents. One forward pass; never fails, for every text reads as something.
 */
final class ShellParser extends RedirectReader {
  private static final Stage NOTHING = new Stage.Simple(List.of(), List.of(), List.of());

  ShellParser(String text, int nesting, boolean windows) {
    super(text, nesting, windows);
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
    return new Stage.Group(new Script(List.of(List.of(body))), List.of(), name, false, List.of());
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
}
