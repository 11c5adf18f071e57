package dev.brattice;

/** Starts the program. */
public final class Main {
  private Main() {}

  /** Runs the command in {@code arguments} and exits with its code. */
  public static void main(String[] arguments) {
    System.err.println("brattice: no command yet");
    System.exit(2);
  }
}
