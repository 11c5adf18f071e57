package dev.brattice.inspect.shell;

/**
 * Text that flows into a program and is known before anything runs.
 *
 * @param text the text
 * @param disguise the decodings that showed it, outermost first; empty for none
 */
public record Flow(String text, String disguise) {
  /**
   * The longest text that is followed: all that a command line can hold, and a line's end. A longer
   * one has grown beyond the budget and counts as not known.
   */
  public static final int CHARS_MAX = ShellDetector.TEXT_CHARS_MAX + 1;

  /** This text decoded to {@code decoded} by {@code decoding}. */
  public Flow decoded(String decoded, String decoding) {
    return new Flow(decoded, disguise.isEmpty() ? decoding : disguise + '>' + decoding);
  }
}
