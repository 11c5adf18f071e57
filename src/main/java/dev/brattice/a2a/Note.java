package dev.brattice.a2a;

import dev.brattice.json.Json;
import dev.brattice.json.JsonObject;
import java.util.List;

/** Says something beside the content of an answer, in the metadata of what it brings. */
public final class Note {
  /** The member of {@code metadata} that holds it. */
  public static final String MEMBER = "dev.brattice/note";

  private static final List<String> WRAPPERS =
      List.of("task", "message", "msg", "statusUpdate", "artifactUpdate");

  private Note() {}

  /** {@code content} with {@code note}; unchanged where it is nothing that has metadata. */
  public static Json add(Json content, String note) {
    if (!(content instanceof JsonObject object)) {
      return content;
    }
    for (String name : WRAPPERS) {
      if (object.object(name).isPresent()) {
        return object.with(name, noted(object.object(name).get(), note));
      }
    }
    boolean own = object.has("kind") || object.has("status") || object.has("parts");
    return own ? noted(object, note) : object;
  }

  private static JsonObject noted(JsonObject object, String note) {
    JsonObject metadata = object.object("metadata").orElse(JsonObject.empty());
    return object.with("metadata", metadata.with(MEMBER, note));
  }
}
