package dev.brattice.inspect;

import dev.brattice.json.JsonPlace;

/**
 * One string of the material.
 *
 * @param place where the string stands
 * @param name the end of the nearest member name around it, as written; empty at the root
 * @param value the string
 * @param role what the string is for
 */
public record Leaf(JsonPlace place, String name, String value, Role role) {
  /**
   * UTF-16 units of a name that are kept, from its end: many strings can stand under one name, and
   * each is judged by it.
   */
  public static final int NAME_CHARS_MAX = 128;

  /** A string at the place that {@code pointer} names. */
  public Leaf(String pointer, String name, String value, Role role) {
    this(JsonPlace.parse(pointer), name, value, role);
  }

  /** JSON pointer of the string; for a member name, of its member. */
  public String pointer() {
    return place.pointer();
  }

  /** The whole string as a place. */
  public Locus locus() {
    return new Locus(place, 0, value.length());
  }

  /** A part of the string as a place, cut to the string's bounds. */
  public Locus locus(int start, int end) {
    int from = Math.clamp(start, 0, value.length());
    return new Locus(place, from, Math.clamp(end, from, value.length()));
  }
}
