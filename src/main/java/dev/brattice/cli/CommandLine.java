package dev.brattice.cli;

import java.util.List;

/** Finds the command that the words name. */
public final class CommandLine {
  private CommandLine() {}

  /** Runs {@code words}; the exit code. */
  public static int run(String[] words) throws InterruptedException {
    List<String> all = List.of(words);
    if (!all.isEmpty() && all.getFirst().equals("wrap")) {
      return WrapCommand.run(all.subList(1, all.size()));
    }
    System.err.println("brattice: no such command");
    return ExitCode.USAGE;
  }
}
