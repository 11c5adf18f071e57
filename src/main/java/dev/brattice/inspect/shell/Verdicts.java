package dev.brattice.inspect.shell;

import dev.brattice.inspect.Family;
import dev.brattice.inspect.Severity;
import dev.brattice.inspect.paths.Ruling;

/** Receives what rules say about a command line. */
interface Verdicts {
  /** A rule has spoken about what stands at {@code span}. */
  void say(Ruling ruling, Span span, String disguise);

  /** A rule of this package has spoken about {@code invocation}. */
  default void say(
      Invocation invocation, Severity severity, String rule, String owasp, String reason) {
    say(
        new Ruling(rule, Family.SHELL, severity, owasp, reason),
        invocation.span(),
        invocation.disguise());
  }
}
