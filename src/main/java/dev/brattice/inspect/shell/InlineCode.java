package dev.brattice.inspect.shell;

import java.util.List;

/** Finds the program text that an interpreter is given: as an option, as input, as a file. */
final class InlineCode {
  private final ShellWalk walk;
  private final Invocation invocation;
  private final Environment environment;

  InlineCode(ShellWalk walk, Invocation invocation, Environment environment) {
    this.walk = walk;
    this.invocation = invocation;
    this.environment = environment;
  }

  /** Reports every text that would run as {@code language}. */
  void report(String language) {
    List<Argument> arguments = invocation.arguments();
    boolean option = false;
    for (int i = 0; i + 1 < arguments.size(); i++) {
      if (bringsCode(arguments.get(i).text(), language)) {
        report(language, arguments.get(++i));
        option = true;
      }
    }
    if (option) {
      return;
    }
    if (Programs.runsItsInput(invocation)) {
      invocation
          .input()
          .ifPresent(
              flow ->
                  walk.code(
                      new Effects.Code(language, flow.text(), flow.made(), invocation.span())));
      return;
    }
    List<Argument> operands = invocation.operands();
    if (!operands.isEmpty()) {
      Argument file = operands.getFirst();
      if (file.process()) {
        walk.code(new Effects.Code(language, "", file.made(), file.span()));
      }
      walk.written(file.text(), environment)
          .ifPresent(
              flow -> walk.code(new Effects.Code(language, flow.text(), List.of(), file.span())));
    }
  }

  private void report(String language, Argument code) {
    walk.code(new Effects.Code(language, code.text(), code.made(), code.span()));
  }

  private static boolean bringsCode(String option, String language) {
    if (option.equals("eval") || option.equals("--eval") || option.equals("--print")) {
      return language.equals("node");
    }
    if (option.length() < 2 || option.charAt(0) != '-' || option.charAt(1) == '-') {
      return false;
    }
    // What stands behind these letters names a module or a folder: -MLWP::Simple, -rbase.
    boolean names = (language.equals("ruby") ? "rI" : "mMI").indexOf(option.charAt(1)) >= 0;
    if (names) {
      return false;
    }
    char last = option.charAt(option.length() - 1);
    return switch (language) {
      case "python" -> last == 'c';
      case "php" -> last == 'r' || last == 'R' || last == 'B';
      case "perl" -> last == 'e' || last == 'E';
      case "node" -> last == 'e' || last == 'p';
      default -> last == 'e';
    };
  }
}
