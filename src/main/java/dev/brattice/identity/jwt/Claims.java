package dev.brattice.identity.jwt;

import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * Reads claims: each has one form or two, and whatever has another counts as absent.
 *
 * @param all of them
 */
record Claims(JsonObject all) {
  /** The most elements of a claim that is a list. */
  static final int ELEMENTS_MAX = 256;

  /** The longest subject, in characters (OpenID Connect Core, 2). */
  static final int SUBJECT_CHARS_MAX = 255;

  /** The text {@code name}. */
  String text(String name) {
    return all.string(name).orElse("");
  }

  /** Whether {@code text} can name somebody in records: printable and not too long. */
  static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        return false;
      }
    }
    return !text.isBlank() && text.length() <= SUBJECT_CHARS_MAX;
  }

  /** The time {@code name} in whole seconds since 1970 UTC; empty where there is none. */
  OptionalLong seconds(String name) {
    if (!(all.get(name).orElse(JsonObject.empty()) instanceof JsonNumber number)) {
      return OptionalLong.empty();
    }
    OptionalLong exact = number.asLong();
    return exact.isPresent()
        ? exact
        : OptionalLong.of((long) Double.parseDouble(number.spelling()));
  }

  /** The texts of {@code name}, which is one text or a list of them. */
  List<String> texts(String name) {
    return all.get(name).map(Claims::texts).orElse(List.of());
  }

  private static List<String> texts(Json value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof JsonString text) {
      texts.add(text.value());
    } else if (value instanceof JsonArray array && array.elements().size() <= ELEMENTS_MAX) {
      for (Json element : array.elements()) {
        if (element instanceof JsonString text) {
          texts.add(text.value());
        }
      }
    }
    return texts;
  }

  /** The scopes: words of {@code scope}, or of {@code scp}. */
  Set<String> scopes() {
    Set<String> scopes = new LinkedHashSet<>();
    for (String name : List.of("scope", "scp")) {
      texts(name).forEach(text -> words(text, scopes));
    }
    return scopes;
  }

  /** The words of the claim at {@code path}, whose names are separated by dots. */
  Set<String> roles(String path) {
    Set<String> roles = new LinkedHashSet<>();
    Optional<Json> at = all.get(path);
    if (at.isEmpty()) {
      at = Optional.of(all);
      var names = new StringTokenizer(path, ".");
      while (names.hasMoreTokens()) {
        String name = names.nextToken();
        at = at.flatMap(it -> it instanceof JsonObject in ? in.get(name) : Optional.empty());
      }
    }
    if (at.isPresent() && at.get() instanceof JsonString text) {
      words(text.value(), roles);
    } else {
      at.ifPresent(list -> roles.addAll(texts(list)));
    }
    return roles;
  }

  private static void words(String text, Set<String> into) {
    var words = new StringTokenizer(text, " ");
    while (words.hasMoreTokens() && into.size() < ELEMENTS_MAX) {
      into.add(words.nextToken());
    }
  }
}
