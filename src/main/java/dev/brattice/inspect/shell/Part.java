package dev.brattice.inspect.shell;

import java.util.List;

/** A piece of a word, before it is expanded. */
sealed interface Part {
  /** Text as it stands; {@code quoted} text is neither split nor matched against file names. */
  record Literal(String text, boolean quoted) implements Part {}

  /**
   * A parameter.
   *
   * @param name its name; a digit or sign for special ones
   * @param operation what is done to its value: empty, {@code :-}, {@code :}, {@code /} and so on
   * @param operand what stands behind the operation
   * @param quoted whether it stands in double quotes
   */
  record Variable(String name, String operation, List<Part> operand, boolean quoted)
      implements Part {
    public Variable {
      operand = List.copyOf(operand);
    }
  }

  /** The output of a script. */
  record Substitution(Script script, boolean quoted) implements Part {}

  /** A file that a script writes or reads: {@code <(…)} or {@code >(…)}. */
  record ProcessFile(Script script) implements Part {}

  /** The words of an array's value in an assignment. */
  record Items(List<Word> words) implements Part {
    public Items {
      words = List.copyOf(words);
    }
  }
}
