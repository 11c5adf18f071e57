package dev.brattice.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words of {@code wrap}, read by hand.
 *
 * @param command the server's command; empty when only help was asked for
 * @param name what policy calls the server
 * @param config the configuration file
 * @param flags settings given as flags, by configuration key
 * @param quiet whether only errors are said on standard error
 * @param help whether help was asked for
 */
record WrapArguments(
    List<String> command,
    Optional<String> name,
    Optional<Path> config,
    Map<String, String> flags,
    boolean quiet,
    boolean help) {
  /** The most characters of a server's name. */
  static final int NAME_CHARS_MAX = 64;

  /** Words that make no sense. */
  static final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message, null, false, false);
    }
  }

  WrapArguments {
    command = List.copyOf(command);
    flags = Map.copyOf(flags);
  }

  /** Reads the words behind {@code wrap}. */
  static WrapArguments parse(List<String> words) throws UsageException {
    return new Reading(words).run();
  }

  /** One pass over the words. */
  private static final class Reading {
    private final List<String> words;
    private final Map<String, String> flags = new LinkedHashMap<>();
    private Optional<String> name = Optional.empty();
    private Optional<Path> config = Optional.empty();
    private boolean quiet;
    private int next;

    Reading(List<String> words) {
      this.words = words;
    }

    WrapArguments run() throws UsageException {
      while (next < words.size()) {
        String word = words.get(next);
        // Forgiving: also without `--`, everything from the first plain word on is the command.
        if (word.equals("--") || !word.startsWith("-")) {
          return command(words.subList(word.equals("--") ? next + 1 : next, words.size()));
        }
        next++;
        if (word.equals("-h") || word.equals("--help")) {
          return new WrapArguments(List.of(), name, config, flags, quiet, true);
        }
        option(word);
      }
      return command(List.of());
    }

    /** {@code --name NAME} and {@code --name=NAME} are the same. */
    private void option(String word) throws UsageException {
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      String option = equals < 0 ? word : word.substring(0, equals);
      switch (option) {
        case "-q", "--quiet" -> {
          if (equals >= 0) {
            throw new UsageException("expected no value for `--quiet`, got one");
          }
          quiet = true;
        }
        case "--name" -> name = Optional.of(checkedName(value(word, equals)));
        case "--config" -> config = Optional.of(Path.of(value(word, equals)));
        case "--mode" -> flags.put("mode", value(word, equals));
        case "--set" -> set(value(word, equals));
        default ->
            throw new UsageException(
                "expected --name, --config, --mode, --set, --quiet or `--` and a command, got `"
                    + option
                    + "`");
      }
    }

    private String value(String word, int equals) throws UsageException {
      if (equals >= 0) {
        return word.substring(equals + 1);
      }
      if (next >= words.size()) {
        throw new UsageException("expected a value behind `" + word + "`, got none");
      }
      return words.get(next++);
    }

    private void set(String setting) throws UsageException {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new UsageException("expected KEY=VALUE for `--set`, got something else");
      }
      flags.put(setting.substring(0, equals), setting.substring(equals + 1));
    }

    private WrapArguments command(List<String> command) throws UsageException {
      if (command.isEmpty()) {
        throw new UsageException(
            "expected the server's command behind `--`, got none; for example: brattice wrap -- npx -y @modelcontextprotocol/server-filesystem .");
      }
      return new WrapArguments(command, name, config, flags, quiet, false);
    }
  }

  /** A name with a slash in it would fit no rule that names a server and a tool. */
  private static String checkedName(String name) throws UsageException {
    boolean sound = !name.isEmpty() && name.length() <= NAME_CHARS_MAX;
    for (int i = 0; i < name.length() && sound; i++) {
      char c = name.charAt(i);
      sound = c < 0x80 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0);
    }
    if (!sound) {
      throw new UsageException(
          "expected a name of 1 to "
              + NAME_CHARS_MAX
              + " letters, digits, `.`, `_`, `-` for `--name`, got one that is not");
    }
    return name;
  }
}
