package dev.brattice.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object: members in the order in which they were written, names unique. */
public final class JsonObject implements Json {
  private static final JsonObject EMPTY = new JsonObject(new LinkedHashMap<>());

  private final Map<String, Json> members;

  private JsonObject(Map<String, Json> members) {
    this.members = Collections.unmodifiableMap(members);
  }

  /** The object without members. */
  public static JsonObject empty() {
    return EMPTY;
  }

  /** An object with a copy of {@code members}, in their order of iteration. */
  public static JsonObject of(Map<String, ? extends Json> members) {
    return new JsonObject(new LinkedHashMap<>(members));
  }

  /** An object with one member. */
  public static JsonObject of(String name, Json value) {
    var members = new LinkedHashMap<String, Json>();
    members.put(name, value);
    return new JsonObject(members);
  }

  /** For the reader alone, which gives the map away and keeps no reference. */
  static JsonObject adopt(Map<String, Json> members) {
    return members.isEmpty() ? EMPTY : new JsonObject(members);
  }

  /** The members in order; unmodifiable. */
  public Map<String, Json> members() {
    return members;
  }

  /** The member {@code name}. */
  public Optional<Json> get(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /** Whether there is a member {@code name}. */
  public boolean has(String name) {
    return members.containsKey(name);
  }

  /** The member {@code name}, where it is an object. */
  public Optional<JsonObject> object(String name) {
    return members.get(name) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
  }

  /** The member {@code name}, where it is an array. */
  public Optional<JsonArray> array(String name) {
    return members.get(name) instanceof JsonArray array ? Optional.of(array) : Optional.empty();
  }

  /** The member {@code name}, where it is a string. */
  public Optional<String> string(String name) {
    return members.get(name) instanceof JsonString string
        ? Optional.of(string.value())
        : Optional.empty();
  }

  /** The member {@code name}, where it is a truth value. */
  public Optional<Boolean> bool(String name) {
    return members.get(name) instanceof JsonBoolean bool
        ? Optional.of(bool.value())
        : Optional.empty();
  }

  /** This object with {@code name} set to {@code value}, in its old place or at the end. */
  public JsonObject with(String name, Json value) {
    var copy = new LinkedHashMap<>(members);
    copy.put(name, value);
    return new JsonObject(copy);
  }

  /** This object with {@code name} set to the string {@code value}. */
  public JsonObject with(String name, String value) {
    return with(name, new JsonString(value));
  }

  /** This object with {@code name} set to the number {@code value}. */
  public JsonObject with(String name, long value) {
    return with(name, JsonNumber.of(value));
  }

  /** This object with {@code name} set to the truth value {@code value}. */
  public JsonObject with(String name, boolean value) {
    return with(name, JsonBoolean.of(value));
  }

  /** This object without {@code name}. */
  public JsonObject without(String name) {
    if (!members.containsKey(name)) {
      return this;
    }
    var copy = new LinkedHashMap<>(members);
    copy.remove(name);
    return new JsonObject(copy);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonObject object && members.equals(object.members);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  /** The names only: content may be secret. */
  @Override
  public String toString() {
    return "JsonObject" + members.keySet();
  }
}
