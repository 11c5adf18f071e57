package dev.brattice.cli;

/** The exit codes of every command. */
public final class ExitCode {
  /** Done. */
  public static final int DONE = 0;

  /** Something was found, or denied. */
  public static final int FOUND = 1;

  /** The command line or the configuration is wrong. */
  public static final int USAGE = 2;

  /** This machine cannot do it: something is missing or not permitted. */
  public static final int CANNOT_RUN = 3;

  /** What should verify does not. */
  public static final int NOT_VERIFIED = 4;

  private ExitCode() {}
}
