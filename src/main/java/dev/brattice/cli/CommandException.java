package dev.brattice.cli;

/** A command that cannot do what it was asked to. */
public final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int code;

  /** One lower-case sentence for the user, and the exit code. */
  public CommandException(int code, String sentence) {
    super(sentence, null, false, false);
    this.code = code;
  }

  int code() {
    return code;
  }
}
