package dev.brattice.inspect.shell;

import dev.brattice.inspect.paths.Places;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes arguments of words: expands, splits, opens braces. Runs nothing. */
final class Expansion {
  /** How many arguments the braces of one word may make. */
  static final int BRACES_MAX = 64;

  /** What opening braces costs for each character of the word. */
  private static final int BRACE_COST = 8;

  /** What an argument costs beside its text: it is judged as a path from the working directory. */
  private static final int ARGUMENT_COST = 32;

  private static final String UNKNOWN_TEXT = String.valueOf(Argument.UNKNOWN);

  private final ShellWalk walk;
  private final Environment environment;
  private final Origin origin;

  private final List<Argument> done = new ArrayList<>();
  private final StringBuilder current = new StringBuilder();
  private final List<Invocation> made = new ArrayList<>();
  private boolean open;
  private boolean glob;
  private boolean brace;
  private boolean process;
  private Span span = new Span(0, 0);

  private Expansion(ShellWalk walk, Environment environment, Origin origin) {
    this.walk = walk;
    this.environment = environment;
    this.origin = origin;
  }

  /** The arguments that {@code words} become. */
  static List<Argument> of(
      List<Word> words, ShellWalk walk, Environment environment, Origin origin) {
    var expansion = new Expansion(walk, environment, origin);
    for (Word word : words) {
      expansion.word(word);
    }
    return expansion.done;
  }

  /** The one argument that {@code word} becomes where it is neither split nor opened. */
  static Argument whole(Word word, ShellWalk walk, Environment environment, Origin origin) {
    return whole(word.parts(), origin.span(word.start(), word.end()), walk, environment, origin);
  }

  /** The one argument that {@code parts} become. */
  static Argument whole(
      List<Part> parts, Span span, ShellWalk walk, Environment environment, Origin origin) {
    var expansion = new Expansion(walk, environment, origin);
    expansion.span = span;
    expansion.parts(parts, true);
    expansion.brace = false;
    expansion.open = true;
    expansion.close();
    return expansion.done.getFirst();
  }

  private void word(Word word) {
    span = origin.span(word.start(), word.end());
    if (word.parts().isEmpty()) {
      open = true;
    }
    parts(word.parts(), false);
    close();
  }

  private void parts(List<Part> parts, boolean whole) {
    for (int i = 0; i < parts.size(); i++) {
      switch (parts.get(i)) {
        case Part.Literal literal -> literal(literal, i == 0);
        case Part.Variable variable -> variable(variable, whole);
        case Part.Substitution substitution -> substitution(substitution, whole);
        case Part.ProcessFile file -> processFile(file);
        case Part.Items items -> items(items);
      }
    }
  }

  private void literal(Part.Literal literal, boolean first) {
    String text = literal.text();
    open = true;
    if (literal.quoted()) {
      put(text);
      return;
    }
    put(first ? withHome(text) : text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      glob |= c == '*' || c == '?' || c == '[';
      brace |= c == '{';
    }
  }

  /** A tilde at the start of a word: one's own home folder or that of a user. */
  private String withHome(String text) {
    if (text.isEmpty() || text.charAt(0) != '~') {
      return text;
    }
    int slash = text.indexOf('/');
    String user = text.substring(1, slash < 0 ? text.length() : slash);
    String rest = slash < 0 ? "" : text.substring(slash);
    if (user.isEmpty()) {
      return walk.home() + rest;
    }
    if (user.equals("+")) {
      return environment.directory() + rest;
    }
    for (int i = 0; i < user.length(); i++) {
      if (!WordReader.isNamePart(user.charAt(i)) && user.charAt(i) != '-') {
        return text;
      }
    }
    return Places.homeOf(user, walk.home()) + rest;
  }

  private void variable(Part.Variable variable, boolean whole) {
    String value = value(variable);
    boolean list = environment.isList(variable.name()) && !variable.name().equals("IFS");
    if (whole || variable.quoted() && !list) {
      open |= !value.isEmpty() || variable.quoted();
      put(value);
    } else {
      split(value);
    }
  }

  private String value(Part.Variable variable) {
    Optional<String> known = environment.value(variable.name());
    made.addAll(environment.made(variable.name()));
    String operation = variable.operation();
    if (operation.isEmpty()) {
      return known.orElse(UNKNOWN_TEXT);
    }
    Argument operand = whole(variable.operand(), span, walk, environment, origin);
    made.addAll(operand.made());
    return switch (operation) {
      case ":=", "=" ->
          known
              .filter(value -> !value.isEmpty())
              .orElseGet(
                  () -> {
                    environment.set(variable.name(), operand.text(), false, operand.made());
                    return operand.text();
                  });
      case ":-", "-", ":?", "?" -> known.filter(value -> !value.isEmpty()).orElse(operand.text());
      case ":+", "+" -> operand.text();
      default -> known.map(value -> changed(value, operation, operand.text())).orElse(UNKNOWN_TEXT);
    };
  }

  private String changed(String value, String operation, String operand) {
    return switch (operation) {
      case ":" -> Slices.of(value, operand);
      case "/", "//" -> Slices.replaced(value, operand, operation.length() == 2);
      case "^^", "^" -> value.toUpperCase(Locale.ROOT);
      case ",,", "," -> value.toLowerCase(Locale.ROOT);
      case "#", "##" -> Slices.withoutStart(value, operand, operation.length() == 2);
      case "%", "%%" -> Slices.withoutEnd(value, operand, operation.length() == 2);
      case "!" -> environment.value(value).orElse(UNKNOWN_TEXT);
      default -> value;
    };
  }

  private void substitution(Part.Substitution substitution, boolean whole) {
    ShellWalk.Result result = walk.inner(substitution.script(), environment.copy(), origin);
    made.addAll(result.made());
    result.output().ifPresent(flow -> made.addAll(flow.made()));
    String text = result.output().map(Flow::text).map(String::stripTrailing).orElse(UNKNOWN_TEXT);
    boolean nothing = substitution.script().pipelines().isEmpty();
    if (nothing) {
      open |= substitution.quoted();
    } else if (whole || substitution.quoted()) {
      open = true;
      put(text);
    } else {
      split(text);
    }
  }

  private void processFile(Part.ProcessFile file) {
    ShellWalk.Result result = walk.inner(file.script(), environment.copy(), origin);
    made.addAll(result.made());
    process = true;
    open = true;
    result.output().ifPresent(flow -> walk.remember("/dev/fd/63", flow));
    put("/dev/fd/63");
  }

  private void items(Part.Items items) {
    open = true;
    List<Argument> arguments = of(items.words(), walk, environment, origin);
    for (int i = 0; i < arguments.size(); i++) {
      put(i == 0 ? "" : " ");
      put(arguments.get(i).text());
      made.addAll(arguments.get(i).made());
    }
  }

  private void split(String text) {
    String separators = environment.separators();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) <= ' ' || separators.indexOf(text.charAt(i)) >= 0) {
        if (i > start) {
          open = true;
          String field = text.substring(start, i);
          put(field);
          glob |= field.indexOf('*') >= 0 || field.indexOf('?') >= 0;
        }
        if (i < text.length()) {
          close();
        }
        start = i + 1;
      }
    }
  }

  private void put(String text) {
    if (walk.spend(text.length())) {
      current.append(text);
    }
  }

  private void close() {
    if (!open) {
      return;
    }
    String text = current.toString();
    if (brace && walk.spend(text.length() * BRACE_COST)) {
      for (String opened : Braces.open(text, BRACES_MAX)) {
        add(withHome(opened));
      }
    } else {
      add(text);
    }
    current.setLength(0);
    made.clear();
    open = false;
    glob = false;
    brace = false;
    process = false;
  }

  private void add(String text) {
    if (walk.spend(ARGUMENT_COST + environment.directory().length())) {
      done.add(new Argument(text, glob, made, process, span));
    } else if (done.isEmpty()) {
      done.add(Argument.plain(UNKNOWN_TEXT, span));
    }
  }
}
