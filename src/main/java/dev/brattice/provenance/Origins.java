package dev.brattice.provenance;

import dev.brattice.inspect.Locus;

/** Makes {@link Origin}s. */
final class Origins {
  static final String EXACT = "exact";
  static final String NORMALISED = "normalised";
  static final String DECODED = "decoded";
  static final String PARTIAL = "partial";
  static final String ASSEMBLED = "assembled";
  static final String SESSION = "session-level";

  private Origins() {}

  static Origin of(TagEntry tag, String category, String match, String disguise, Locus locus) {
    return new Origin(
        tag.position(),
        tag.call(),
        tag.server(),
        tag.tool(),
        tag.source(),
        category,
        match,
        disguise,
        locus);
  }
}
