package dev.brattice.inspect;

/**
 * Where in a message something was found.
 *
 * @param pointer JSON pointer (RFC 6901) of the string within the inspected tree
 * @param start first UTF-16 unit of the span in that string
 * @param end one past the last
 */
public record Locus(String pointer, int start, int end) {
  public Locus {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("expected 0 <= start <= end");
    }
  }
}
