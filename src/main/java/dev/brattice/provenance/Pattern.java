package dev.brattice.provenance;

/**
 * A mark as the index keeps it: without its windows, which are in the tables.
 *
 * @param tag the first tag that held it
 * @param lower for a word, the fingerprint of its spelling in lower case
 */
record Pattern(
    TagEntry tag,
    Mark.Kind kind,
    int length,
    double rate,
    int prefix,
    long whole,
    long spelling,
    long lower) {
  static Pattern of(TagEntry tag, Mark mark) {
    return new Pattern(
        tag,
        mark.kind(),
        mark.length(),
        mark.rate(),
        mark.prefix(),
        mark.whole(),
        mark.spelling(),
        mark.kind() == Mark.Kind.WORD && mark.grams() > 0 ? mark.gram(0) : 0);
  }
}
