package dev.brattice.inspect.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells options from operands in a list of arguments. */
final class Options {
  private Options() {}

  /**
   * The arguments that are no options.
   *
   * @param valued the one-letter options whose value is the next argument
   */
  static List<Argument> operands(List<Argument> arguments, String valued) {
    List<Argument> operands = new ArrayList<>();
    boolean only = false;
    for (int i = 0; i < arguments.size(); i++) {
      Argument argument = arguments.get(i);
      if (only || !argument.isOption()) {
        operands.add(argument);
      } else if (argument.text().equals("--")) {
        only = true;
      } else if (takesNext(argument.text(), valued)) {
        i++;
      }
    }
    return operands;
  }

  /** The index of the first argument that is neither an option nor the value of one. */
  static int firstOperand(List<Argument> arguments, String valued) {
    for (int i = 0; i < arguments.size(); i++) {
      Argument argument = arguments.get(i);
      if (argument.text().equals("--")) {
        return i + 1;
      }
      if (!argument.isOption()) {
        return i;
      }
      if (takesNext(argument.text(), valued)) {
        i++;
      }
    }
    return arguments.size();
  }

  /** The value of an option, written apart, joined with {@code =} or, for a letter, attached. */
  static Optional<Argument> value(List<Argument> arguments, char letter, String word) {
    for (int i = 0; i < arguments.size(); i++) {
      Argument argument = arguments.get(i);
      String text = argument.text();
      if (text.equals("--")) {
        return Optional.empty();
      }
      if (!word.isEmpty() && text.startsWith(word + '=')) {
        return Optional.of(rest(argument, word.length() + 1));
      }
      boolean apart =
          text.equals(word)
              || text.length() > 1
                  && text.charAt(0) == '-'
                  && text.charAt(1) != '-'
                  && text.charAt(text.length() - 1) == letter;
      if (apart) {
        return i + 1 < arguments.size() ? Optional.of(arguments.get(i + 1)) : Optional.empty();
      }
      if (text.length() > 2 && text.charAt(0) == '-' && text.charAt(1) == letter) {
        return Optional.of(rest(argument, 2));
      }
    }
    return Optional.empty();
  }

  /** The argument without its first {@code count} characters. */
  static Argument rest(Argument argument, int count) {
    return new Argument(
        argument.text().substring(count),
        argument.glob(),
        argument.made(),
        argument.process(),
        argument.span());
  }

  /** Whether {@code option} ends in a letter that takes the next argument. */
  static boolean takesNext(String option, String valued) {
    return option.length() > 1
        && option.charAt(1) != '-'
        && valued.indexOf(option.charAt(option.length() - 1)) >= 0;
  }
}
