package dev.brattice.inspect.shell;

import java.util.List;

/** Receives what a command line would do, in its order. */
public interface Effects {
  /** A program would start. Programs that start others are reported before those. */
  void starts(Invocation invocation);

  /** The programs of {@code stages} would be joined by pipes, first to last. */
  void pipes(List<List<Invocation>> stages);

  /** An interpreter would run {@code code}. */
  void runs(Code code);

  /**
   * Everything that {@code inner} reports may happen and may as well be mere text: a program whose
   * ways are not known was given it.
   */
  default void maybe(Runnable inner) {
    inner.run();
  }

  /** A bound was reached: what lies behind it was not looked at. */
  void reachesBound(Span span);

  /**
   * Program text that would run.
   *
   * @param language base name of its interpreter, such as {@code python}
   * @param text the text
   * @param made the programs that ran to make the text
   * @param span where it stands
   */
  record Code(String language, String text, List<Invocation> made, Span span) {
    public Code {
      made = List.copyOf(made);
    }
  }
}
