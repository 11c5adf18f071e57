package dev.brattice.inspect.shell;

import java.util.List;

/**
 * Text that flows into a program and is known before anything runs.
 *
 * @param text the text; {@link Argument#UNKNOWN} stands in it for what cannot be told
 * @param disguise the decodings that showed it, outermost first; empty for none
 * @param made what ran to make it, as far as that matters: see {@link Makers}
 */
public record Flow(String text, String disguise, List<Invocation> made) {
  /**
   * The longest text that is followed: all that a command line can hold, and a line's end. A longer
   * one has grown beyond the budget and counts as not known.
   */
  public static final int CHARS_MAX = ShellDetector.TEXT_CHARS_MAX + 1;

  private static final Flow EMPTY = new Flow("", "", List.of());

  public Flow {
    made = Makers.telling(made);
  }

  /** A text that stood in the open. */
  static Flow of(String text) {
    return new Flow(text, "", List.of());
  }

  /** What an argument says. */
  static Flow of(Argument argument) {
    return new Flow(argument.text(), "", argument.made());
  }

  /** No text. */
  static Flow empty() {
    return EMPTY;
  }

  /** A text of which only its makers are known. */
  static Flow madeBy(List<Invocation> made) {
    return new Flow(String.valueOf(Argument.UNKNOWN), "", made);
  }

  /** This text decoded to {@code decoded} by {@code decoding}. */
  public Flow decoded(String decoded, String decoding) {
    return new Flow(decoded, disguise.isEmpty() ? decoding : disguise + '>' + decoding, made);
  }

  /** Whether part of it is not known. */
  boolean isUnknown() {
    return text.indexOf(Argument.UNKNOWN) >= 0;
  }
}
