package dev.brattice.provenance;

import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonBoolean;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a sensitive text apart: into the values in it that are secret, and the prose around them.
 * Names, switches, addresses and other values that anybody may know are left out, so that talking
 * about a secret file is not taken for leaking it.
 */
final class SensitiveText implements SecretSink {
  /** Forms within forms, such as JSON in a variable, that are taken apart. */
  static final int DEPTH_MAX = 3;

  /** Secret values collected from one result. */
  static final int VALUES_MAX = 10_000;

  /** UTF-16 units of prose collected from one result. */
  static final int PROSE_CHARS_MAX = 4 << 20;

  /** UTF-16 units of one text that are taken apart. */
  static final int TEXT_CHARS_MAX = 16 << 20;

  /** Folded units that a credential must have. */
  static final int CREDENTIAL_UNITS_MIN = 4;

  /** Digits that a credential of digits alone must have: shorter ones are everywhere. */
  static final int DIGITS_MIN = 6;

  /** Folded units from which ordinary text in a setting counts as prose. */
  private static final int PROSE_UNITS_MIN = 48;

  /** A credential that is also the value of an ordinary setting counts as public up to here. */
  private static final int SHARED_UNITS_MAX = 11;

  private static final JsonReader READER =
      new JsonReader(new JsonLimits(TEXT_CHARS_MAX * 3, 64, 100));

  private final Set<String> values = new LinkedHashSet<>();
  private final Set<String> ordinary = new HashSet<>();
  private final StringBuilder prose = new StringBuilder();
  private boolean incomplete;
  private int depth;
  private final boolean onlyNamed;

  /** Takes everything that looks secret. */
  SensitiveText() {
    this(false);
  }

  /**
   * @param onlyNamed whether to take only what stands under the name of a credential, as among rows
   *     in which identifiers look as random as secrets
   */
  SensitiveText(boolean onlyNamed) {
    this.onlyNamed = onlyNamed;
  }

  /** Takes {@code text} apart. */
  void read(String text) {
    if (text.length() > TEXT_CHARS_MAX) {
      incomplete = true;
    }
    String part = text.length() > TEXT_CHARS_MAX ? text.substring(0, TEXT_CHARS_MAX) : text;
    if (!readJson("", part)) {
      new SettingsReader(PemBlocks.take(part, this::credential), this).read();
    }
  }

  /** Takes the strings of {@code tree} apart, each by the name it stands under. */
  void read(Json tree) {
    json("", tree);
  }

  /** Adds a value that is known to be secret. */
  void credential(String value) {
    String secret = value.strip();
    FoldedText fold = FoldedText.of(secret);
    int length = fold.length();
    if (PublicValue.is(secret) || length < (isDigits(fold) ? DIGITS_MIN : CREDENTIAL_UNITS_MIN)) {
      return;
    }
    if (values.size() >= VALUES_MAX) {
      incomplete |= !values.contains(secret);
      return;
    }
    values.add(secret);
  }

  /** The secret values, as spelt. */
  List<String> values() {
    return values.stream().filter(value -> !isShared(value)).toList();
  }

  /** The prose. */
  String prose() {
    return prose.toString();
  }

  /** Whether more was there than a bound allows, so that not everything is in the answer. */
  boolean isIncomplete() {
    return incomplete;
  }

  /** A short credential that is a user's or database's name as well protects nothing. */
  private boolean isShared(String value) {
    return ordinary.contains(value) && FoldedText.of(value).length() <= SHARED_UNITS_MAX;
  }

  @Override
  public void prose(String line) {
    if (prose.length() + line.length() >= PROSE_CHARS_MAX) {
      incomplete = true;
      return;
    }
    prose.append(line).append('\n');
  }

  @Override
  public void setting(String name, String written) {
    String value = written.strip();
    if (value.isEmpty() || (depth < DEPTH_MAX && readNested(name, value))) {
      return;
    }
    KeyName kind = KeyName.of(name);
    if (kind == KeyName.PUBLIC || PublicValue.is(value)) {
      return;
    }
    if (!onlyNamed && value.contains("://")) {
      new UrlSecrets(value, this).read();
      return;
    }
    if ((kind == KeyName.CREDENTIAL || KnownPrefix.isSecret(value)) && !RandomWords.isPath(value)) {
      credential(withoutScheme(value));
      return;
    }
    if (onlyNamed) {
      return;
    }
    if (kind == KeyName.IDENTIFIER && (RandomWords.isUuid(value) || !KeyName.isOfSession(name))) {
      return;
    }
    if (!name.isEmpty() && value.length() <= PROSE_UNITS_MIN) {
      ordinary.add(value);
    }
    RandomWords.visit(value, this::credential);
    if (!name.isEmpty() && value.length() > PROSE_UNITS_MIN && value.indexOf(' ') > 0) {
      prose(value);
    }
  }

  /** Reads a value that is itself JSON, a key block, several lines or several settings. */
  private boolean readNested(String name, String value) {
    depth++;
    try {
      if (readJson(name, value)) {
        return true;
      }
      if (value.contains("-----BEGIN ")) {
        String rest = PemBlocks.take(value, this::credential);
        if (rest.length() != value.length()) {
          new SettingsReader(rest, this).read();
          return true;
        }
      }
      boolean pairs = value.indexOf('=') > 0 && (value.indexOf(';') > 0 || value.indexOf(' ') > 0);
      if (!name.isEmpty() && (pairs || value.indexOf('\n') > 0)) {
        if (KeyName.of(name) == KeyName.CREDENTIAL && value.indexOf(';') < 0) {
          credential(value);
        }
        new SettingsReader(value.replace(';', '\n'), this).read();
        return true;
      }
      return false;
    } finally {
      depth--;
    }
  }

  private boolean readJson(String name, String text) {
    Optional<Json> tree = parse(text);
    tree.ifPresent(found -> json(name, found));
    return tree.isPresent();
  }

  private static Optional<Json> parse(String text) {
    String json = text.strip();
    if (json.length() < 2
        || !((json.charAt(0) == '{' && json.endsWith("}"))
            || (json.charAt(0) == '[' && json.endsWith("]")))) {
      return Optional.empty();
    }
    try {
      return Optional.of(READER.read(json.getBytes(StandardCharsets.UTF_8)));
    } catch (JsonException notJson) {
      return Optional.empty();
    }
  }

  private void json(String name, Json tree) {
    switch (tree) {
      case JsonObject object -> members(object);
      case JsonArray array -> array.elements().forEach(element -> json(name, element));
      case JsonString string -> setting(name, string.value());
      case JsonNumber number -> setting(name, number.spelling());
      case JsonBoolean ignored -> {}
      case JsonNull ignored -> {}
    }
  }

  /** Also objects that hold a name and a value as two members. */
  private void members(JsonObject object) {
    Map<String, String> byRole = new LinkedHashMap<>();
    object
        .members()
        .forEach(
            (name, value) -> {
              if (value instanceof JsonString string) {
                byRole.put(name.toLowerCase(java.util.Locale.ROOT), string.value());
              }
            });
    String named = byRole.getOrDefault("name", byRole.getOrDefault("key", ""));
    object
        .members()
        .forEach(
            (name, value) ->
                json(name.equalsIgnoreCase("value") && !named.isEmpty() ? named : name, value));
  }

  private static String withoutScheme(String value) {
    for (String scheme : List.of("Bearer ", "Basic ", "Token ")) {
      if (value.regionMatches(true, 0, scheme, 0, scheme.length())) {
        return value.substring(scheme.length());
      }
    }
    return value;
  }

  private static boolean isDigits(FoldedText fold) {
    for (int i = 0; i < fold.length(); i++) {
      if (fold.units()[i] < '0' || fold.units()[i] > '9') {
        return false;
      }
    }
    return true;
  }
}
