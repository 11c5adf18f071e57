package dev.brattice.inspect.shell;

import java.util.Optional;

/**
 * Where a text that is followed comes from.
 *
 * @param depth how many texts it was taken out of
 * @param fixed where all of it stands, if it was taken out of another text
 * @param disguise how it was hidden; empty when it stood in the open
 */
record Origin(int depth, Optional<Span> fixed, String disguise) {
  static final Origin OUTERMOST = new Origin(0, Optional.empty(), "");

  /** The place of a span of this text in the outermost text. */
  Span span(int start, int end) {
    return fixed.orElseGet(() -> new Span(start, end));
  }

  /** The origin of a text that stands at {@code span} of this one. */
  Origin inner(Span span, String newDisguise) {
    return new Origin(depth + 1, Optional.of(span), newDisguise.isEmpty() ? disguise : newDisguise);
  }
}
