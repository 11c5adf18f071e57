package dev.brattice.cli;

import dev.brattice.gateway.Host;
import java.util.List;

/**
 * Finds the command that the words name. {@code wrap} and {@code --version} are found by hand: the
 * command-line library is not loaded for them.
 */
public final class Cli {
  private Cli() {}

  /** Runs {@code words}; the exit code. */
  public static int run(String[] words) throws InterruptedException {
    List<String> all = List.of(words);
    String first = all.isEmpty() ? "" : all.getFirst();
    return switch (first) {
      case "wrap" -> WrapCommand.run(all.subList(1, all.size()));
      case "--version", "-V" -> {
        System.out.println("brattice " + Host.here().version());
        yield ExitCode.DONE;
      }
      case "help" -> Commands.help(all.subList(1, all.size()));
      default -> Commands.run(all);
    };
  }
}
