package dev.brattice.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;

/** The reader accepts what another strict reader accepts, reads the same, and writes it back. */
class JsonReaderFuzzTest {
  private static final JsonReader READER = new JsonReader(JsonLimits.MESSAGE);

  @FuzzTest(maxDuration = "60s")
  void readsWhatEveryStrictReaderReads(byte[] document) {
    Optional<Json> other = IndependentReader.read(document);
    Json read;
    try {
      read = READER.read(document);
    } catch (JsonException refused) {
      switch (refused.kind()) {
        case ENCODING, SYNTAX, DUPLICATE_NAME -> assertFalse(other.isPresent());
        case TOO_DEEP, TOO_LARGE -> {}
      }
      return;
    }
    assertEquals(other, Optional.of(read));
    byte[] written = JsonWriter.bytes(read);
    for (byte b : written) {
      assertFalse(b >= 0 && b < ' ');
    }
    assertEquals(other, IndependentReader.read(written));
    try {
      assertArrayEquals(written, JsonWriter.bytes(READER.read(written)));
    } catch (JsonException ownRefused) {
      throw new AssertionError(ownRefused);
    }
  }
}
