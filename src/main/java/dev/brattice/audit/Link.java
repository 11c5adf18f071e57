package dev.brattice.audit;

/**
 * The place in the segment before that a header holds fast.
 *
 * @param segment name of that segment; empty for the first of a folder
 * @param seq sequence number of the line
 * @param hash the hash in it
 */
record Link(String segment, long seq, String hash) {
  private static final Link NONE = new Link("", 0, Head.NO_HASH);

  /** There is no segment before. */
  static Link none() {
    return NONE;
  }

  /** Whether there is no segment before. */
  boolean isNone() {
    return segment.isEmpty();
  }
}
