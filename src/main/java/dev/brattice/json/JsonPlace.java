package dev.brattice.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in a tree, as the steps that lead there. It becomes a pointer's text only when asked: few
 * places are ever pointed at, and text for each would grow with the product of depth and number.
 */
public final class JsonPlace implements Comparable<JsonPlace> {
  private static final int MEMBER = -1;
  private static final int NAME = -2;
  private static final JsonPlace ROOT = new JsonPlace();

  // Invariant: the root's parent is itself.
  private final JsonPlace parent;

  /** The nearest member name on the way; for a member, its own. */
  private final String name;

  /** Index of an element, or {@link #MEMBER}, or {@link #NAME}. */
  private final int index;

  /** Steps from the root. */
  private final int depth;

  private final int hash;

  private JsonPlace() {
    this.parent = this;
    this.name = "";
    this.index = MEMBER;
    this.depth = 0;
    this.hash = 0;
  }

  private JsonPlace(JsonPlace parent, String name, int index) {
    this.parent = parent;
    this.name = name;
    this.index = index;
    this.depth = parent.depth + 1;
    this.hash = parent.hash * 31 + (index < 0 ? name.hashCode() + MEMBER - index : hash(index));
  }

  /** The hash of the decimal spelling: an element equals the member that is spelt like it. */
  private static int hash(int index) {
    return index < 10 ? '0' + index : hash(index / 10) * 31 + '0' + index % 10;
  }

  /** The whole document. */
  public static JsonPlace root() {
    return ROOT;
  }

  /**
   * The place that the pointer {@code text} names.
   *
   * @throws IllegalArgumentException if it is neither empty nor begins with a slash
   */
  public static JsonPlace parse(String text) {
    JsonPlace place = ROOT;
    for (String token : JsonPointer.parse(text).tokens()) {
      place = place.member(token);
    }
    return place;
  }

  /** The member {@code name} of the object at this place. */
  public JsonPlace member(String name) {
    return new JsonPlace(this, name, MEMBER);
  }

  /** The name itself of this member: the pointer is the same, what stands there is not. */
  public JsonPlace ofName() {
    return new JsonPlace(parent, name, NAME);
  }

  /** Whether this is a member's name rather than its value. */
  public boolean isName() {
    return index == NAME;
  }

  /** The element {@code index} of the array at this place. */
  public JsonPlace element(int index) {
    return new JsonPlace(this, name, index);
  }

  /** Whether this is the whole document. */
  public boolean isRoot() {
    return depth == 0;
  }

  /** The place around this one; the root's is the root. */
  public JsonPlace parent() {
    return parent;
  }

  /** The nearest member name on the way here; empty where there is none. */
  public String name() {
    return name;
  }

  /** The last step: a member's name or an element's index in decimal; empty for the root. */
  public String token() {
    return index < 0 ? name : Integer.toString(index);
  }

  /** The pointer to this place. */
  public JsonPointer steps() {
    List<String> tokens = new ArrayList<>();
    for (JsonPlace here = this; !here.isRoot(); here = here.parent) {
      tokens.add(here.token());
    }
    Collections.reverse(tokens);
    return new JsonPointer(tokens);
  }

  /** The pointer to this place as text. */
  public String pointer() {
    return steps().text();
  }

  /** What stands at this place in {@code tree}; for a member's name, the name. */
  public Optional<Json> in(Json tree) {
    Optional<Json> value = steps().in(tree);
    return isName() ? value.map(there -> new JsonString(name)) : value;
  }

  /** An order without meaning: with it, names made to collide do not slow a hash table. */
  @Override
  public int compareTo(JsonPlace other) {
    if (isName() != other.isName()) {
      return isName() ? 1 : -1;
    }
    JsonPlace here = this;
    JsonPlace there = other;
    while (here != there) {
      if (here.isRoot() || there.isRoot()) {
        return Boolean.compare(there.isRoot(), here.isRoot());
      }
      int order = here.token().compareTo(there.token());
      if (order != 0) {
        return order;
      }
      here = here.parent;
      there = there.parent;
    }
    return 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonPlace place && hash == place.hash && compareTo(place) == 0;
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return pointer();
  }
}
