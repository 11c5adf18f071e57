package dev.brattice.inspect.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows {@code xargs}: a program whose arguments flow in. */
final class ArgumentLists {
  private final Invocation outer;
  private final List<Argument> arguments;

  ArgumentLists(Invocation outer) {
    this.outer = outer;
    this.arguments = outer.arguments();
  }

  Optional<Flow> follow(Unwrapping unwrapping) {
    int start = Options.firstOperand(arguments, "IadEnLPs");
    if (start >= arguments.size()) {
      return Optional.empty();
    }
    List<Argument> options = arguments.subList(0, start);
    List<Argument> argv = new ArrayList<>(arguments.subList(start, arguments.size()));
    Flow input = outer.input().orElse(Flow.madeBy(List.of()));
    Optional<String> replaced = placeholder(options);
    if (replaced.isPresent()) {
      argv.replaceAll(argument -> filled(argument, replaced.get(), input));
    } else {
      for (String word : words(input.text(), isWhole(options))) {
        argv.add(new Argument(word, false, input.made(), false, outer.span()));
      }
    }
    return unwrapping.start(argv, outer.assignments());
  }

  /** What stands for the input among the arguments. */
  private static Optional<String> placeholder(List<Argument> options) {
    for (Argument option : options) {
      String text = option.text();
      if (text.equals("-i") || text.equals("--replace")) {
        return Optional.of("{}");
      }
    }
    return Options.value(options, 'I', "--replace").map(Argument::text);
  }

  private Argument filled(Argument argument, String placeholder, Flow input) {
    int at = placeholder.isEmpty() ? -1 : argument.text().indexOf(placeholder);
    if (at < 0) {
      return argument;
    }
    String text = argument.text();
    String value = input.text().strip();
    String filled = text.substring(0, at) + value + text.substring(at + placeholder.length());
    return new Argument(
        filled.length() > Environment.VALUE_CHARS_MAX ? text : filled,
        false,
        input.made(),
        false,
        argument.span());
  }

  /** Whether words are not what separates arguments, but lines or null characters are. */
  private static boolean isWhole(List<Argument> options) {
    for (Argument option : options) {
      String text = option.text();
      if (text.equals("-0")
          || text.equals("--null")
          || text.startsWith("-d")
          || text.startsWith("--delim")) {
        return true;
      }
    }
    return false;
  }

  private static List<String> words(String text, boolean whole) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length() && words.size() < Expansion.BRACES_MAX; i++) {
      boolean ends =
          i == text.length()
              || text.charAt(i) == '\n'
              || text.charAt(i) == 0
              || !whole && text.charAt(i) <= ' ';
      if (ends) {
        if (i > start) {
          words.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }
}
