package dev.brattice.inspect.shell;

import java.util.ArrayList;
import java.util.List;

/** Reads words of a shell: quotes, escapes, expansions. One forward pass over the text. */
abstract class WordReader extends TextCursor {
  /** Whether backslashes are no escapes. */
  final boolean windows;

  private final StringBuilder literal = new StringBuilder();
  private boolean literalQuoted;

  WordReader(String text, int nesting, boolean windows) {
    super(text, nesting);
    this.windows = windows;
  }

  /** Commands up to {@code closer}, which is left unread. */
  abstract Script scriptUntil(String closer);

  /** Reads a word up to a blank or an operator. */
  Word word() {
    int start = at;
    List<Part> parts = new ArrayList<>(2);
    while (!atEnd() && !endsWord(parts)) {
      unquoted(parts);
    }
    flush(parts);
    return new Word(parts, start, at);
  }

  /** Reads the whole text as the inside of double quotes: a here-document. */
  List<Part> document() {
    List<Part> parts = new ArrayList<>();
    while (!atEnd()) {
      char c = here();
      if (c == '$') {
        dollar(parts, true);
      } else if (c == '`') {
        backtick(parts, true);
      } else {
        add(parts, c, true);
        at++;
      }
    }
    flush(parts);
    return parts;
  }

  private boolean endsWord(List<Part> parts) {
    return switch (here()) {
      case ' ', '\t', '\n', '\r', ';', '&', '|', ')' -> true;
      case '<', '>' -> at + 1 >= text.length() || text.charAt(at + 1) != '(';
      case '(' -> !isArray(parts);
      default -> false;
    };
  }

  private boolean isArray(List<Part> parts) {
    return parts.isEmpty() && literal.length() > 1 && literal.charAt(literal.length() - 1) == '=';
  }

  private void unquoted(List<Part> parts) {
    char c = here();
    switch (c) {
      case '\\' -> backslash(parts);
      case '\'' -> singleQuotes(parts);
      case '"' -> doubleQuotes(parts);
      case '`' -> {
        if (windows) {
          escape(parts);
        } else {
          backtick(parts, false);
        }
      }
      case '^' -> {
        if (windows) {
          escape(parts);
        } else {
          add(parts, c, false);
          at++;
        }
      }
      case '$' -> dollar(parts, false);
      case '(' -> array(parts);
      case '<', '>' -> processFile(parts);
      default -> {
        add(parts, c, false);
        at++;
      }
    }
  }

  private void backslash(List<Part> parts) {
    if (windows) {
      add(parts, '\\', false);
      at++;
    } else {
      escape(parts);
    }
  }

  /** The sign that takes the next character's meaning away; before a line's end both vanish. */
  private void escape(List<Part> parts) {
    at++;
    if (atEnd()) {
      return;
    }
    if (here() == '\r' && text.startsWith("\n", at + 1)) {
      at += 2;
    } else if (here() == '\n') {
      at++;
    } else {
      add(parts, here(), true);
      at++;
    }
  }

  private void singleQuotes(List<Part> parts) {
    int end = text.indexOf('\'', at + 1);
    int stop = end < 0 ? text.length() : end;
    addAll(parts, at + 1, stop);
    at = end < 0 ? stop : stop + 1;
  }

  private void doubleQuotes(List<Part> parts) {
    at++;
    mark(parts, true);
    while (!atEnd() && here() != '"') {
      char c = here();
      if (c == '\\' && !windows) {
        escapeInQuotes(parts);
      } else if (c == '$') {
        dollar(parts, true);
      } else if (c == '`' && !windows) {
        backtick(parts, true);
      } else {
        add(parts, c, true);
        at++;
      }
    }
    at++;
  }

  private void escapeInQuotes(List<Part> parts) {
    char next = at + 1 < text.length() ? text.charAt(at + 1) : '\\';
    if (next == '\n') {
      at += 2;
      return;
    }
    boolean special = next == '$' || next == '`' || next == '"' || next == '\\';
    if (!special) {
      add(parts, '\\', true);
    }
    add(parts, next, true);
    at += 2;
  }

  private void backtick(List<Part> parts, boolean quoted) {
    var inner = new StringBuilder();
    at++;
    while (!atEnd() && here() != '`') {
      char c = here();
      char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
      if (c == '\\' && (next == '`' || next == '\\' || next == '$' || quoted && next == '"')) {
        inner.append(next);
        at += 2;
      } else {
        inner.append(c);
        at++;
      }
    }
    at++;
    flush(parts);
    if (nesting >= NESTING_MAX) {
      tooDeep = true;
      return;
    }
    // Deeper than any backslash can carry a backtick: each level halves the backslashes.
    var parser = new ShellParser(inner.toString(), nesting + 8, false);
    parts.add(new Part.Substitution(parser.script(), quoted));
    tooDeep |= parser.tooDeep;
  }

  private void dollar(List<Part> parts, boolean quoted) {
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    switch (next) {
      case '(' -> substitution(parts, quoted);
      case '{' -> braces(parts, quoted);
      case '\'' -> {
        if (quoted) {
          plainDollar(parts, true);
        } else {
          ansiQuotes(parts);
        }
      }
      case '"' -> {
        if (quoted) {
          plainDollar(parts, true);
        } else {
          at++;
          doubleQuotes(parts);
        }
      }
      default -> name(parts, quoted);
    }
  }

  private void plainDollar(List<Part> parts, boolean quoted) {
    add(parts, '$', quoted);
    at++;
  }

  private void name(List<Part> parts, boolean quoted) {
    int end = at + 1;
    if (end < text.length() && isNameStart(text.charAt(end))) {
      while (end < text.length() && (isNamePart(text.charAt(end)) || isScope(end))) {
        end++;
      }
    } else if (end < text.length() && "0123456789@*#?$!-".indexOf(text.charAt(end)) >= 0) {
      end++;
    } else {
      plainDollar(parts, quoted);
      return;
    }
    flush(parts);
    parts.add(new Part.Variable(text.substring(at + 1, end), "", List.of(), quoted));
    at = end;
  }

  /** PowerShell's {@code $env:NAME}. */
  private boolean isScope(int end) {
    return windows
        && text.charAt(end) == ':'
        && end + 1 < text.length()
        && isNameStart(text.charAt(end + 1));
  }

  private void substitution(List<Part> parts, boolean quoted) {
    if (startsWith("$((")) {
      int end = arithmeticEnd();
      if (end >= 0 && isArithmetic(at + 3, end)) {
        flush(parts);
        parts.add(new Part.Variable("((", "", List.of(), quoted));
        at = end + 2;
        return;
      }
    }
    at += 2;
    flush(parts);
    parts.add(new Part.Substitution(inner(), quoted));
  }

  /** The script up to the closing parenthesis, which is taken. */
  Script inner() {
    if (isTooDeep()) {
      return Script.EMPTY;
    }
    nesting++;
    Script script = scriptUntil(")");
    nesting--;
    if (here() == ')') {
      at++;
    }
    return script;
  }

  private void processFile(List<Part> parts) {
    at += 2;
    flush(parts);
    parts.add(new Part.ProcessFile(inner()));
  }

  private void array(List<Part> parts) {
    at++;
    flush(parts);
    if (isTooDeep()) {
      return;
    }
    nesting++;
    List<Word> words = new ArrayList<>();
    while (!atEnd() && here() != ')') {
      if (here() <= ' ' || ";&|<>(".indexOf(here()) >= 0) {
        at++;
      } else {
        words.add(word());
      }
    }
    nesting--;
    at++;
    parts.add(new Part.Items(words));
  }

  private void braces(List<Part> parts, boolean quoted) {
    flush(parts);
    at += 2;
    int start = at;
    while (!atEnd() && (here() == '!' || here() == '#') && at == start) {
      at++;
    }
    int nameStart = at;
    while (!atEnd()
        && (isNamePart(here())
            || here() == '@'
            || here() == '*'
            || here() == ':'
                && at + 1 < text.length()
                && windows
                && isNameStart(text.charAt(at + 1)))) {
      at++;
    }
    String name = text.substring(nameStart, at);
    String operation = nameStart > start ? text.substring(start, nameStart) : operation();
    List<Part> operand = operand();
    parts.add(new Part.Variable(name, operation, operand, quoted));
  }

  private String operation() {
    int start = at;
    while (!atEnd() && at - start < 2 && ":-=+?/#%^,[".indexOf(here()) >= 0) {
      if (here() == '-' && at > start && text.charAt(start) != ':') {
        break;
      }
      at++;
    }
    return text.substring(start, at);
  }

  /** The rest of {@code ${name…}} up to its closing brace, which is taken. */
  private List<Part> operand() {
    List<Part> parts = new ArrayList<>();
    if (isTooDeep()) {
      return parts;
    }
    nesting++;
    while (!atEnd() && here() != '}') {
      switch (here()) {
        case '(', '<', '>' -> {
          add(parts, here(), false);
          at++;
        }
        default -> unquoted(parts);
      }
    }
    nesting--;
    at++;
    flush(parts);
    return parts;
  }

  private void ansiQuotes(List<Part> parts) {
    at += 2;
    mark(parts, true);
    while (!atEnd() && here() != '\'') {
      if (here() == '\\' && at + 1 < text.length()) {
        at = Escapes.decode(text, at + 1, literal);
      } else {
        literal.append(here());
        at++;
      }
    }
    at++;
  }

  private void add(List<Part> parts, char c, boolean quoted) {
    if (literalQuoted != quoted) {
      flush(parts);
      literalQuoted = quoted;
    }
    literal.append(c);
  }

  private void addAll(List<Part> parts, int start, int end) {
    mark(parts, true);
    literal.append(text, start, end);
  }

  /** Begins a literal even if it stays empty: {@code r''m} is one word, {@code ''} is a word. */
  private void mark(List<Part> parts, boolean quoted) {
    flush(parts);
    literalQuoted = quoted;
  }

  private void flush(List<Part> parts) {
    if (!literal.isEmpty()) {
      parts.add(new Part.Literal(literal.toString(), literalQuoted));
      literal.setLength(0);
    }
    literalQuoted = false;
  }
}
