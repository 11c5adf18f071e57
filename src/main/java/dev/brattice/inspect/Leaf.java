package dev.brattice.inspect;

/**
 * One string of the material.
 *
 * @param pointer JSON pointer of the string; for a member name, of its member
 * @param name the nearest member name around it, as written; empty at the root
 * @param value the string
 * @param role what the string is for
 */
public record Leaf(String pointer, String name, String value, Role role) {
  /** The whole string as a place. */
  public Locus locus() {
    return new Locus(pointer, 0, value.length());
  }

  /** A part of the string as a place, cut to the string's bounds. */
  public Locus locus(int start, int end) {
    int from = Math.clamp(start, 0, value.length());
    return new Locus(pointer, from, Math.clamp(end, from, value.length()));
  }
}
