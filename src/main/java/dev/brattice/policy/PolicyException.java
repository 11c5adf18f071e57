package dev.brattice.policy;

/** A policy file that is not valid. Nothing of it is in force. */
public final class PolicyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;
  private final String sentence;

  /**
   * A fault in a policy file.
   *
   * @param file name of the file
   * @param line counted from 1
   * @param sentence one lower-case sentence: what was expected, what came, what to do
   */
  public PolicyException(String file, int line, String sentence) {
    super(file + ":" + line + ": " + sentence, null, false, false);
    this.file = file;
    this.line = line;
    this.sentence = sentence;
  }

  /** Which file. */
  public String file() {
    return file;
  }

  /** Where in it, in lines from 1. */
  public int line() {
    return line;
  }

  /** What is wrong, without the place. */
  public String sentence() {
    return sentence;
  }
}
