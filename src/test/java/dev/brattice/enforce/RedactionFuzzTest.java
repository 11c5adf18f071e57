package dev.brattice.enforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.brattice.inspect.Locus;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonPlace;
import dev.brattice.json.JsonReader;
import dev.brattice.json.JsonString;
import dev.brattice.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A mask hides all of a span, keeps the length, touches nothing else, and stays JSON. */
class RedactionFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void hidesTheSpansAndNothingElse(byte[] bytes) throws JsonException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    JsonPlace place = JsonPlace.root().member("content").element(0).member("a/~b");
    Json tree =
        JsonObject.of(
            "content",
            JsonArray.of(
                JsonObject.of("a/~b", new JsonString(text)).with(text + "x", text),
                new JsonString(text)));
    List<Locus> spans = new ArrayList<>();
    boolean[] hidden = new boolean[text.length() + 2];
    for (int i = 0; i + 1 < bytes.length && spans.size() < 8; i += 2) {
      int start = Math.min(bytes[i] & 0xFF, text.length());
      int end = Math.min(start + (bytes[i + 1] & 0x3F), text.length());
      spans.add(new Locus(place, start, end));
      java.util.Arrays.fill(hidden, start, end, true);
    }
    Optional<Json> masked = Redaction.mask(tree, spans, Optional.empty());
    String after = ((JsonString) place.in(masked.orElseThrow()).orElseThrow()).value();
    assertEquals(text.length(), after.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean line = c == '\n' || c == '\r';
      // The other half of a character that is cut in two goes as well.
      boolean half = Character.isSurrogate(c) && (hidden[i + 1] || i > 0 && hidden[i - 1]);
      if (hidden[i]) {
        assertEquals(line ? c : '*', after.charAt(i));
      } else {
        assertTrue(after.charAt(i) == c || half);
      }
    }
    JsonObject rest = (JsonObject) tree;
    assertEquals(
        rest.array("content").orElseThrow().elements().get(1),
        ((JsonObject) masked.get()).array("content").orElseThrow().elements().get(1));
    byte[] written = JsonWriter.bytes(masked.get());
    assertEquals(masked.get(), new JsonReader(JsonLimits.MESSAGE).read(written));
    JsonPlace name = JsonPlace.root().member("content").element(0).member(text + "x").ofName();
    assertEquals(
        Optional.empty(), Redaction.mask(tree, List.of(new Locus(name, 0, 1)), Optional.empty()));
  }
}
