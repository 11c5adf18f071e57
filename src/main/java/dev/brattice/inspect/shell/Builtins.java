package dev.brattice.inspect.shell;

import dev.brattice.inspect.paths.Places;
import java.util.List;

/** Commands that change the shell itself: working directory and variables. */
final class Builtins {
  private Builtins() {}

  /** Does to {@code environment} what {@code invocation} does. */
  static void apply(Invocation invocation, Environment environment) {
    switch (invocation.program()) {
      case "cd", "chdir", "pushd", "set-location", "sl" -> enter(invocation, environment);
      case "export", "declare", "local", "readonly", "typeset", "set", "setenv" ->
          assign(invocation.arguments(), environment);
      case "read" -> forget(invocation, environment);
      default -> {}
    }
  }

  /** Sets a variable; {@code NAME+=value} appends. */
  static void set(String name, String value, boolean list, Environment environment) {
    if (name.endsWith("+")) {
      String plain = name.substring(0, name.length() - 1);
      environment.set(plain, environment.value(plain).orElse("") + value, list);
    } else {
      environment.set(name, value, list);
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
            environment);
      }
    }
  }

  private static void forget(Invocation invocation, Environment environment) {
    for (Argument operand : invocation.operands()) {
      environment.set(operand.text(), String.valueOf(Argument.UNKNOWN), false);
    }
  }
}
