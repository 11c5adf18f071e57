package dev.brattice;

import dev.brattice.cli.CommandLine;

/** Starts the program. */
public final class Main {
  private Main() {}

  /** Runs the command in {@code arguments} and exits with its code. */
  public static void main(String[] arguments) throws InterruptedException {
    System.exit(CommandLine.run(arguments));
  }
}
