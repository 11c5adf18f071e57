package dev.brattice.inspect.shell;

import java.util.List;

/**
 * A word as a program would receive it, as far as that can be told.
 *
 * @param text its text; {@link #UNKNOWN} stands for what cannot be told
 * @param glob whether an unquoted {@code *}, {@code ?} or {@code [} stands in it
 * @param made what ran to make it: the programs of its substitutions
 * @param process whether it is a file that a script writes or reads
 * @param span where it stands
 */
record Argument(String text, boolean glob, List<Invocation> made, boolean process, Span span) {
  /** Stands in the text for a value that is not known. */
  static final char UNKNOWN = '\uFFFC';

  public Argument {
    made = List.copyOf(made);
  }

  /** An argument of plain text. */
  static Argument plain(String text, Span span) {
    return new Argument(text, false, List.of(), false, span);
  }

  /** Whether part of it is not known. */
  boolean isUnknown() {
    return text.indexOf(UNKNOWN) >= 0;
  }

  /** Whether it begins with what is not known. */
  boolean beginsUnknown() {
    return !text.isEmpty() && text.charAt(0) == UNKNOWN;
  }

  /** Whether it is an option. */
  boolean isOption() {
    return text.length() > 1 && text.charAt(0) == '-';
  }
}
