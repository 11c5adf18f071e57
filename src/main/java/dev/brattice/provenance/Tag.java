package dev.brattice.provenance;

import java.util.List;

/**
 * One entry of a domain's tag log: that a result held sensitive data, by keyed fingerprints. Never
 * holds the data.
 *
 * @param atMillis when the result arrived, milliseconds since 1970 UTC
 * @param call id of the decision on the call whose result it was
 * @param server its server
 * @param tool its tool
 * @param source what was read, such as a path; empty where unknown
 * @param category confidentiality category of the data
 * @param marks fingerprints
 * @param coarse whether the result held more than the fingerprints cover, so that the category
 *     applies to everything that follows in the domain
 */
public record Tag(
    long atMillis,
    String call,
    String server,
    String tool,
    String source,
    String category,
    List<Mark> marks,
    boolean coarse) {
  /** UTF-16 units of each name in a tag; longer ones keep their end. */
  public static final int NAME_CHARS_MAX = 1_024;

  public Tag {
    call = end(call);
    server = end(server);
    tool = end(tool);
    source = end(source);
    category = end(category);
    marks = List.copyOf(marks);
    if (category.isEmpty()) {
      throw new IllegalArgumentException("expected a category for a tag, got none");
    }
  }

  /** The end of a name says more than its beginning. A lone surrogate cannot be encoded. */
  private static String end(String name) {
    if (name.length() <= NAME_CHARS_MAX) {
      return name;
    }
    int from = name.length() - NAME_CHARS_MAX;
    return name.substring(Character.isLowSurrogate(name.charAt(from)) ? from + 1 : from);
  }

  /** This tag as bytes: a version byte, then the components in order. */
  public byte[] encode() {
    return TagCodec.encode(this);
  }

  /**
   * The tag that {@code entry} holds.
   *
   * @throws TagFormatException if it is of another version, cut short, too long or otherwise not an
   *     entry that {@link #encode} makes
   */
  public static Tag decode(byte[] entry) {
    return TagCodec.decode(entry);
  }
}
