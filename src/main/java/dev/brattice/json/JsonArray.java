package dev.brattice.json;

import java.util.List;

/** A JSON array. */
public final class JsonArray implements Json {
  private static final JsonArray EMPTY = new JsonArray(List.of());

  private final List<Json> elements;

  private JsonArray(List<Json> elements) {
    this.elements = elements;
  }

  /** An array of {@code elements}, copied. */
  public static JsonArray of(List<? extends Json> elements) {
    return elements.isEmpty() ? EMPTY : new JsonArray(List.copyOf(elements));
  }

  /** An array of {@code elements}. */
  public static JsonArray of(Json... elements) {
    return of(List.of(elements));
  }

  /** The elements in order; immutable. */
  public List<Json> elements() {
    return elements;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonArray array && elements.equals(array.elements);
  }

  @Override
  public int hashCode() {
    return elements.hashCode();
  }

  /** The count only: content may be secret. */
  @Override
  public String toString() {
    return "JsonArray[" + elements.size() + "]";
  }
}
