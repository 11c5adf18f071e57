package dev.brattice.inspect.shell;

/**
 * Text that flows into a program and is known before anything runs.
 *
 * @param text the text
 * @param disguise the decodings that showed it, outermost first; empty for none
 */
record Flow(String text, String disguise) {
  /** The longest text that is followed; a longer one counts as not known. */
  static final int CHARS_MAX = 65_536;

  /** This text decoded to {@code decoded} by {@code decoding}. */
  Flow decoded(String decoded, String decoding) {
    return new Flow(decoded, disguise.isEmpty() ? decoding : disguise + '>' + decoding);
  }
}
