package dev.brattice.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.brattice.json.Json;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.json.JsonString;
import java.util.Optional;

/** What is found in passing is what the document says, wherever it is one. */
class TopLevelFinderFuzzTest {
  private static final JsonReader READER = new JsonReader(JsonLimits.MESSAGE);

  @FuzzTest(maxDuration = "60s")
  void findsWhatTheDocumentSays(byte[] line) {
    var finder = new TopLevelFinder();
    finder.feed(line, 0, line.length);
    var pieces = new TopLevelFinder();
    for (int i = 0; i < line.length; i++) {
      pieces.feed(line, i, i + 1);
    }
    assertEquals(finder.id(), pieces.id());
    assertEquals(finder.hasMethod(), pieces.hasMethod());
    Json document;
    try {
      document = READER.read(line);
    } catch (JsonException notJson) {
      return;
    }
    if (document instanceof JsonObject object) {
      Optional<Json> id = object.get("id").filter(TopLevelFinderFuzzTest::isShort);
      assertEquals(id, finder.id().filter(TopLevelFinderFuzzTest::isShort));
      assertEquals(object.has("method"), finder.hasMethod());
    } else {
      assertEquals(Optional.empty(), finder.id());
    }
  }

  /** An id too long to be kept is not found, and what is no id does not matter. */
  private static boolean isShort(Json id) {
    return switch (id) {
      case JsonString string -> string.value().length() <= 40;
      case JsonNumber number -> number.spelling().length() <= 40;
      case JsonNull ignored -> true;
      default -> false;
    };
  }
}
