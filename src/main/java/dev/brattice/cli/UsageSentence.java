package dev.brattice.cli;

import dev.brattice.policy.yaml.Nearest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence what is wrong with the words of a command line. */
final class UsageSentence {
  /** The most characters of somebody's word that are repeated. */
  static final int WORD_CHARS_MAX = 64;

  private final CommandSpec command;

  private UsageSentence(CommandSpec command) {
    this.command = command;
  }

  /** The sentence for {@code wrong}. */
  static String of(ParameterException wrong) {
    CommandSpec command = wrong.getCommandLine().getCommandSpec();
    return new UsageSentence(command).what(wrong)
        + "; see `"
        + command.qualifiedName()
        + " --help`";
  }

  private String what(ParameterException wrong) {
    return switch (wrong) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched);
      case OverwrittenOptionException twice ->
          "expected " + name(twice.getOverwritten()) + " once, got it again";
      case MissingParameterException missing when !missing.getMissing().isEmpty() ->
          "expected a value behind " + name(missing.getMissing().getFirst()) + ", got none";
      default -> wrong.getArgSpec() == null ? noCommand() : value(wrong.getArgSpec(), wrong);
    };
  }

  private String unmatched(UnmatchedArgumentException wrong) {
    String word = word(wrong.getUnmatched().getFirst());
    if (wrong.isUnknownOption()) {
      List<String> known = new ArrayList<>();
      for (OptionSpec option : command.options()) {
        known.add(option.longestName());
      }
      return "expected an option of `" + command.qualifiedName() + "`, got " + meant(word, known);
    }
    List<String> commands = List.copyOf(command.subcommands().keySet());
    return commands.isEmpty()
        ? "expected no further word for `" + command.qualifiedName() + "`, got `" + word + "`"
        : "expected a command of `" + command.qualifiedName() + "`, got " + meant(word, commands);
  }

  private static String meant(String word, List<String> known) {
    return "`"
        + word
        + "`"
        + Nearest.to(word, known).map(name -> " (did you mean `" + name + "`?)").orElse("");
  }

  private String noCommand() {
    return "expected one of "
        + Nearest.list(command.subcommands().keySet())
        + " behind `"
        + command.qualifiedName()
        + "`, got none";
  }

  private static String value(ArgSpec argument, ParameterException wrong) {
    Class<?> type = argument.auxiliaryTypes()[0];
    // The value of a setting can be a secret: it is not repeated.
    String got =
        argument.isMultiValue() || wrong.getValue() == null
            ? "something else"
            : "`" + word(wrong.getValue()) + "`";
    String expected =
        type.isEnum()
            ? "one of " + Nearest.list(names(type))
            : type == int.class ? "a whole number" : argument.paramLabel();
    return "expected " + expected + " for " + name(argument) + ", got " + got;
  }

  private static List<String> names(Class<?> type) {
    List<String> names = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      names.add(constant.toString());
    }
    return names;
  }

  private static String name(ArgSpec argument) {
    return "`"
        + (argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel())
        + "`";
  }

  /** A word without what stands behind its equals sign, and not longer than people read. */
  private static String word(String text) {
    int equals = text.startsWith("-") ? text.indexOf('=') : -1;
    String name = equals < 0 ? text : text.substring(0, equals);
    return name.length() <= WORD_CHARS_MAX ? name : name.substring(0, WORD_CHARS_MAX) + "…";
  }
}
