package dev.brattice.inspect.shell;

import dev.brattice.inspect.paths.Places;
import java.util.ArrayList;
import java.util.List;

/** Commands that change the shell itself: working directory, variables, arguments, aliases. */
final class Builtins {
  private static final String UNKNOWN = String.valueOf(Argument.UNKNOWN);

  private Builtins() {}

  /** Does to {@code environment} what {@code invocation} does. */
  static void apply(Invocation invocation, Environment environment) {
    switch (invocation.program()) {
      case "cd", "chdir", "pushd", "set-location", "sl" -> enter(invocation, environment);
      case "export", "declare", "local", "readonly", "typeset", "setenv" ->
          assign(invocation.arguments(), environment);
      case "set" -> {
        assign(invocation.arguments(), environment);
        setArguments(invocation.arguments(), environment);
      }
      case "shift" -> environment.setPositional(environment.positional().stream().skip(1).toList());
      case "alias" -> name(invocation, environment);
      case "read" -> read(invocation, environment);
      case "mapfile", "readarray" -> readLines(invocation, environment);
      case "printf" -> print(invocation, environment);
      default -> {}
    }
  }

  /** Sets a variable; {@code NAME+=value} appends, and so does one item of a list. */
  static void set(
      String name, String value, boolean list, List<Invocation> made, Environment environment) {
    int item = name.indexOf('[');
    if (name.endsWith("+")) {
      String plain = name.substring(0, name.length() - 1);
      environment.set(plain, environment.value(plain).orElse("") + value, list, made);
    } else if (item > 0) {
      String plain = name.substring(0, item);
      String before = environment.isList(plain) ? environment.value(plain).orElse("") + ' ' : "";
      environment.set(plain, before + value, true, made);
    } else {
      environment.set(name, value, list, made);
    }
  }

  private static void enter(Invocation invocation, Environment environment) {
    List<Argument> operands = invocation.operands();
    String home = environment.value("HOME").orElse("/");
    if (operands.isEmpty()) {
      environment.enter(home);
      return;
    }
    Argument target = operands.getFirst();
    boolean relative = !target.text().startsWith("/") && !target.text().startsWith("~");
    boolean unknown = target.isUnknown() || target.text().equals("-");
    if (unknown || relative && environment.directory().isEmpty()) {
      environment.enter("");
    } else {
      environment.enter(Places.literally(target.text(), environment.directory(), home).path());
    }
  }

  private static void assign(List<Argument> arguments, Environment environment) {
    for (Argument argument : arguments) {
      int equals = argument.text().indexOf('=');
      if (equals > 0 && !argument.isOption()) {
        set(
            argument.text().substring(0, equals),
            argument.text().substring(equals + 1),
            false,
            argument.made(),
            environment);
      }
    }
  }

  /** {@code set -- a b}: what {@code $1} and those behind it stand for. */
  private static void setArguments(List<Argument> arguments, Environment environment) {
    int start = 0;
    while (start < arguments.size() && arguments.get(start).isOption()) {
      if (arguments.get(start++).text().equals("--")) {
        break;
      }
    }
    if (start < arguments.size()) {
      environment.setPositional(
          arguments.subList(start, arguments.size()).stream().map(Argument::text).toList());
    }
  }

  private static void name(Invocation invocation, Environment environment) {
    for (Argument argument : invocation.arguments()) {
      int equals = argument.text().indexOf('=');
      if (equals > 0) {
        environment.setAlias(
            argument.text().substring(0, equals), argument.text().substring(equals + 1));
      }
    }
  }

  /** {@code read a b}: a word for each name, the last one takes the rest of the line. */
  private static void read(Invocation invocation, Environment environment) {
    List<Argument> names = Options.operands(invocation.arguments(), "adinNptu");
    Flow input = invocation.input().orElse(Flow.madeBy(List.of()));
    if (invocation.input().isEmpty() || names.isEmpty()) {
      environment.set("REPLY", input.text(), false, input.made());
    }
    String text = input.text();
    int end = text.indexOf('\n');
    // One name may take a line after the other in a loop: all that it will hold counts.
    String line = (end < 0 || names.size() == 1 ? text : text.substring(0, end)).strip();
    for (int i = 0; i < names.size(); i++) {
      int blank = i + 1 < names.size() ? line.indexOf(' ') : -1;
      String word = blank < 0 ? line : line.substring(0, blank);
      line = blank < 0 ? "" : line.substring(blank + 1).strip();
      String value = input.isUnknown() ? UNKNOWN : word;
      environment.set(names.get(i).text(), value, false, input.made());
    }
  }

  private static void readLines(Invocation invocation, Environment environment) {
    List<Argument> names = Options.operands(invocation.arguments(), "dnOsuCc");
    Flow input = invocation.input().orElse(Flow.madeBy(List.of()));
    String name = names.isEmpty() ? "MAPFILE" : names.getFirst().text();
    environment.set(name, input.text(), true, input.made());
  }

  /** {@code printf -v NAME …}. */
  private static void print(Invocation invocation, Environment environment) {
    List<Argument> arguments = invocation.arguments();
    if (arguments.size() > 2 && arguments.getFirst().text().equals("-v")) {
      List<Invocation> made = new ArrayList<>();
      arguments.forEach(argument -> made.addAll(argument.made()));
      String text = StaticOutput.printf(arguments.subList(2, arguments.size()));
      environment.set(arguments.get(1).text(), text, false, made);
    }
  }
}
