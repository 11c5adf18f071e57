package dev.brattice.provenance;

/**
 * What is told about a tag when something is recognised from it.
 *
 * @param position its place in the log, from 0
 */
record TagEntry(
    long position, String call, String server, String tool, String source, String category) {
  static TagEntry of(long position, Tag tag) {
    return new TagEntry(
        position, tag.call(), tag.server(), tag.tool(), tag.source(), tag.category());
  }
}
