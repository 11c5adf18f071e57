package dev.brattice.provenance;

import dev.brattice.inspect.Leaf;
import dev.brattice.inspect.Role;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonBoolean;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonPlace;
import dev.brattice.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything in a call's arguments that can carry data: strings, numbers and member names. */
final class Leaves {
  /** UTF-16 units of encoded pieces that are put together. */
  static final int JOINED_CHARS_MAX = 1 << 16;

  private static final int PIECE_CHARS_MIN = 6;

  private final List<Leaf> values = new ArrayList<>();
  private final List<Leaf> names = new ArrayList<>();

  private Leaves() {}

  static Leaves of(Json arguments) {
    Leaves leaves = new Leaves();
    leaves.add(JsonPlace.root(), arguments);
    return leaves;
  }

  boolean isEmpty() {
    return values.isEmpty() && names.isEmpty();
  }

  List<Leaf> values() {
    return values;
  }

  List<Leaf> names() {
    return names;
  }

  /** Values, then names. */
  List<Leaf> all() {
    List<Leaf> all = new ArrayList<>(values);
    all.addAll(names);
    return all;
  }

  /** The values that may be pieces of one encoded text: nothing but its alphabet. */
  List<Leaf> encodedPieces() {
    List<Leaf> pieces = new ArrayList<>();
    int total = 0;
    for (Leaf leaf : values) {
      if (isEncoded(leaf.value()) && total + leaf.value().length() <= JOINED_CHARS_MAX) {
        pieces.add(leaf);
        total += leaf.value().length();
      }
    }
    return pieces;
  }

  private static boolean isEncoded(String value) {
    if (value.length() < PIECE_CHARS_MIN || value.length() > JOINED_CHARS_MAX) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (c < '0' || c > '9') && "+/=-_%".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private void add(JsonPlace place, Json tree) {
    switch (tree) {
      case JsonObject object -> {
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
          JsonPlace child = place.member(member.getKey());
          names.add(new Leaf(child.ofName(), member.getKey(), member.getKey(), Role.NAME));
          add(child, member.getValue());
        }
      }
      case JsonArray array -> {
        List<Json> elements = array.elements();
        for (int i = 0; i < elements.size(); i++) {
          add(place.element(i), elements.get(i));
        }
      }
      case JsonString string ->
          values.add(new Leaf(place, place.name(), string.value(), Role.OTHER));
      case JsonNumber number ->
          values.add(new Leaf(place, place.name(), number.spelling(), Role.OTHER));
      case JsonBoolean ignored -> {}
      case JsonNull ignored -> {}
    }
  }
}
