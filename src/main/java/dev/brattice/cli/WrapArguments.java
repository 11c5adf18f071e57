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
    Optional<String> name = Optional.empty();
    Optional<Path> config = Optional.empty();
    Map<String, String> flags = new LinkedHashMap<>();
    boolean quiet = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      switch (word) {
        case "--" -> {
          return with(words.subList(i + 1, words.size()), name, config, flags, quiet);
        }
        case "-h", "--help" -> {
          return new WrapArguments(List.of(), name, config, flags, quiet, true);
        }
        case "-q", "--quiet" -> quiet = true;
        case "--name" -> name = Optional.of(value(words, ++i, word));
        case "--config" -> config = Optional.of(Path.of(value(words, ++i, word)));
        case "--mode" -> flags.put("mode", value(words, ++i, word));
        default -> {
          if (word.startsWith("-")) {
            throw new UsageException(
                "expected --name, --config, --mode, --quiet or `--` and a command, got `"
                    + word
                    + "`");
          }
          // Forgiving: everything from the first plain word on is the command.
          return with(words.subList(i, words.size()), name, config, flags, quiet);
        }
      }
    }
    return with(List.of(), name, config, flags, quiet);
  }

  private static WrapArguments with(
      List<String> command,
      Optional<String> name,
      Optional<Path> config,
      Map<String, String> flags,
      boolean quiet)
      throws UsageException {
    if (command.isEmpty()) {
      throw new UsageException(
          "expected the server's command behind `--`, got none; for example: brattice wrap -- npx -y @modelcontextprotocol/server-filesystem .");
    }
    return new WrapArguments(command, name, config, flags, quiet, false);
  }

  private static String value(List<String> words, int index, String flag) throws UsageException {
    if (index >= words.size()) {
      throw new UsageException("expected a value behind `" + flag + "`, got none");
    }
    return words.get(index);
  }
}
