package dev.brattice.enforce;

import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.mcp.Answers;
import java.util.ArrayList;
import java.util.Optional;

/** Says something to the model beside the content of an answer. */
public final class Annotation {
  private static final String NOTE_META = "dev.brattice/note";

  private Annotation() {}

  /**
   * {@code result} with {@code note} as a block of text behind its content; a result without
   * content gets it in {@code _meta}. Empty where the result is no object.
   */
  public static Optional<Json> add(Json result, String note) {
    if (!(result instanceof JsonObject object)) {
      return Optional.empty();
    }
    Optional<JsonArray> content = object.array("content");
    if (content.isPresent()) {
      var blocks = new ArrayList<>(content.get().elements());
      blocks.add(Answers.text("[Brattice] " + note));
      return Optional.of(object.with("content", JsonArray.of(blocks)));
    }
    JsonObject meta = object.object("_meta").orElse(JsonObject.empty());
    return Optional.of(object.with("_meta", meta.with(NOTE_META, new JsonString(note))));
  }
}
