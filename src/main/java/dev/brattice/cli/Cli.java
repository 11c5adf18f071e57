package dev.brattice.cli;

import dev.brattice.gateway.Host;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the command that the words name. {@code wrap} and {@code --version} are found by hand: the
 * command-line library is not loaded for them.
 */
public final class Cli {
  private Cli() {}

  /** Runs {@code words}; the exit code. */
  public static int run(String[] words) throws InterruptedException {
    List<String> all = plain(List.of(words));
    String first = all.isEmpty() ? "" : all.getFirst();
    return switch (first) {
      case "wrap" -> WrapCommand.run(all.subList(1, all.size()));
      case "--version", "-V" -> {
        System.out.println("brattice " + Host.here().version());
        yield ExitCode.DONE;
      }
      default -> Commands.run(all);
    };
  }

  /** {@code help COMMAND} is another way to say {@code COMMAND --help}. */
  private static List<String> plain(List<String> words) {
    if (words.isEmpty() || !words.getFirst().equals("help")) {
      return words;
    }
    List<String> asked = new ArrayList<>(words.subList(1, words.size()));
    asked.add("--help");
    return List.copyOf(asked);
  }
}
