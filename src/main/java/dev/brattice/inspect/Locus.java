package dev.brattice.inspect;

import dev.brattice.json.JsonPlace;

/**
 * Where in a message something was found.
 *
 * @param place the string within the inspected tree
 * @param start first UTF-16 unit of the span in that string
 * @param end one past the last
 */
public record Locus(JsonPlace place, int start, int end) {
  public Locus {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("expected 0 <= start <= end");
    }
  }

  /** A span of the string that {@code pointer} names. */
  public Locus(String pointer, int start, int end) {
    this(JsonPlace.parse(pointer), start, end);
  }

  /** JSON pointer (RFC 6901) of the string; for a member name, of its member. */
  public String pointer() {
    return place.pointer();
  }
}
