package dev.brattice.inspect.shell;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program that would start.
 *
 * @param program its base name in lower case, without {@code .exe}; empty where only redirections
 *     or assignments stand
 * @param argv the program as spelt and its arguments
 * @param redirects its redirections
 * @param assignments variables set for it alone
 * @param directory where it starts; empty where that is not known
 * @param input what flows into it, where that is known
 * @param function the function that it stands in; empty for none
 * @param span where it stands
 * @param disguise how it was hidden; empty when it stood in the open
 */
record Invocation(
    String program,
    List<Argument> argv,
    List<Opened> redirects,
    Map<String, String> assignments,
    String directory,
    Optional<Flow> input,
    String function,
    Span span,
    String disguise) {
  public Invocation {
    argv = List.copyOf(argv);
    redirects = List.copyOf(redirects);
    assignments = Map.copyOf(assignments);
  }

  /** The arguments without the program. */
  List<Argument> arguments() {
    return argv.isEmpty() ? argv : argv.subList(1, argv.size());
  }

  /** Whether an argument is {@code text}. */
  boolean has(String text) {
    for (Argument argument : arguments()) {
      if (argument.text().equals(text)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the option is given: {@code letter} alone or combined, or {@code word} in full. */
  boolean hasOption(char letter, String word) {
    for (Argument argument : arguments()) {
      String text = argument.text();
      if (text.equals("--")) {
        return false;
      }
      if (text.startsWith("--")
          ? !word.isEmpty() && isLong(text, word)
          : text.length() > 1 && text.charAt(0) == '-' && text.indexOf(letter) > 0) {
        return true;
      }
    }
    return false;
  }

  /** GNU programs take any beginning of a long option that only fits one. */
  private static boolean isLong(String text, String word) {
    int equals = text.indexOf('=');
    String given = equals < 0 ? text : text.substring(0, equals);
    return given.equals(word) || given.length() >= 5 && word.startsWith(given);
  }

  /** The arguments that are no options, and everything behind {@code --}. */
  List<Argument> operands() {
    return Options.operands(arguments(), "");
  }

  /** The first operand; empty for none. */
  String firstOperand() {
    List<Argument> operands = operands();
    return operands.isEmpty() ? "" : operands.getFirst().text();
  }
}
