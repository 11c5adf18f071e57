package dev.brattice.json;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Walks and rewrites every string of a tree, member names included in the walk. */
public final class JsonStrings {
  private JsonStrings() {}

  /** Receives the strings of a tree in document order. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * One string.
     *
     * @param place where it stands
     * @param value the string
     * @param isName whether it is a member name
     */
    void string(JsonPlace place, String value, boolean isName);
  }

  /** Shows every string value and member name of {@code tree} to {@code visitor}. */
  public static void visit(Json tree, Visitor visitor) {
    visit(tree, JsonPlace.root(), visitor);
  }

  private static void visit(Json tree, JsonPlace place, Visitor visitor) {
    switch (tree) {
      case JsonObject object -> {
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
          JsonPlace child = place.member(member.getKey());
          visitor.string(child.ofName(), member.getKey(), true);
          visit(member.getValue(), child, visitor);
        }
      }
      case JsonArray array -> {
        List<Json> elements = array.elements();
        for (int i = 0; i < elements.size(); i++) {
          visit(elements.get(i), place.element(i), visitor);
        }
      }
      case JsonString string -> visitor.string(place, string.value(), false);
      case JsonNumber ignored -> {}
      case JsonBoolean ignored -> {}
      case JsonNull ignored -> {}
    }
  }

  /** {@code tree} with every string value replaced by what {@code change} makes of it. */
  public static Json map(Json tree, UnaryOperator<String> change) {
    return switch (tree) {
      case JsonObject object -> {
        var members = new java.util.LinkedHashMap<String, Json>();
        object.members().forEach((name, value) -> members.put(name, map(value, change)));
        yield JsonObject.of(members);
      }
      case JsonArray array ->
          JsonArray.of(array.elements().stream().map(element -> map(element, change)).toList());
      case JsonString string -> {
        String changed = change.apply(string.value());
        yield changed.equals(string.value()) ? string : new JsonString(changed);
      }
      case JsonNumber number -> number;
      case JsonBoolean bool -> bool;
      case JsonNull nothing -> nothing;
    };
  }
}
