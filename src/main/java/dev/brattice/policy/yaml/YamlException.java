package dev.brattice.policy.yaml;

/** A file that is not what its reader expects. */
public final class YamlException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  /**
   * A fault in {@code line}.
   *
   * @param line counted from 1
   * @param sentence one lower-case sentence: what was expected, what came, what to do
   */
  public YamlException(int line, String sentence) {
    super(sentence, null, false, false);
    this.line = line;
  }

  /** Where, in lines from 1. */
  public int line() {
    return line;
  }

  /** The sentence, without the place. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
