package dev.brattice.json;

import java.util.List;
import java.util.Optional;

/** A place in a tree (RFC 6901). */
public record JsonPointer(List<String> tokens) {
  private static final JsonPointer ROOT = new JsonPointer(List.of());

  public JsonPointer {
    tokens = List.copyOf(tokens);
  }

  /** The whole document. */
  public static JsonPointer root() {
    return ROOT;
  }

  /** The text form. */
  public String text() {
    if (tokens.isEmpty()) {
      return "";
    }
    var text = new StringBuilder();
    for (String token : tokens) {
      text.append('/');
      if (token.indexOf('~') < 0 && token.indexOf('/') < 0) {
        text.append(token);
      } else {
        text.append(token.replace("~", "~0").replace("/", "~1"));
      }
    }
    return text.toString();
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException if it is neither empty nor begins with a slash
   */
  public static JsonPointer parse(String text) {
    if (text.isEmpty()) {
      return ROOT;
    }
    if (text.charAt(0) != '/') {
      throw new IllegalArgumentException("expected a JSON pointer that begins with `/`");
    }
    var tokens = new java.util.ArrayList<String>();
    int start = 1;
    for (int i = 1; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == '/') {
        tokens.add(text.substring(start, i).replace("~1", "/").replace("~0", "~"));
        start = i + 1;
      }
    }
    return new JsonPointer(tokens);
  }

  /** What stands at this place in {@code tree}. */
  public Optional<Json> in(Json tree) {
    Json here = tree;
    for (String token : tokens) {
      Optional<Json> next =
          switch (here) {
            case JsonObject object -> object.get(token);
            case JsonArray array -> element(array, token);
            case JsonString ignored -> Optional.empty();
            case JsonNumber ignored -> Optional.empty();
            case JsonBoolean ignored -> Optional.empty();
            case JsonNull ignored -> Optional.empty();
          };
      if (next.isEmpty()) {
        return Optional.empty();
      }
      here = next.get();
    }
    return Optional.of(here);
  }

  private static Optional<Json> element(JsonArray array, String token) {
    int index = 0;
    if (token.isEmpty() || token.length() > 9) {
      return Optional.empty();
    }
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (c < '0' || c > '9') {
        return Optional.empty();
      }
      index = index * 10 + (c - '0');
    }
    return index < array.elements().size()
        ? Optional.of(array.elements().get(index))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return text();
  }
}
