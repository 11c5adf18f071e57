package dev.brattice.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  /** Counts what it gets. */
  private static final class Pieces extends OutputStream {
    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private int count;
    private int largest;

    @Override
    public void write(int b) {
      throw new AssertionError("expected whole pieces");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      count++;
      largest = Math.max(largest, length);
      whole.write(bytes, offset, length);
    }
  }

  @Test
  void writesAnOrdinaryLineAtOnce() throws IOException {
    var pieces = new Pieces();
    JsonWriter.line(JsonObject.empty().with("a", "b\nc"), pieces);
    assertEquals(1, pieces.count);
    assertEquals(
        "{\"a\":\"b\\nc\"}\n", pieces.whole.toString(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void writesAHugeLineInBoundedPieces() throws IOException {
    JsonObject huge =
        JsonObject.empty()
            .with("plain", "x".repeat(5_000_000))
            .with("wide", "é🙂\n".repeat(1_000_000));
    var pieces = new Pieces();
    JsonWriter.line(huge, pieces);
    byte[] whole = JsonWriter.bytes(huge);
    byte[] written = pieces.whole.toByteArray();
    assertArrayEquals(whole, java.util.Arrays.copyOf(written, written.length - 1));
    assertEquals('\n', written[written.length - 1]);
    assertTrue(pieces.count > 5);
    assertTrue(pieces.largest <= 3 << 20, () -> "a piece of " + pieces.largest);
  }

  @Test
  void reportsASinkThatFails() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("full");
          }
        };
    JsonObject huge = JsonObject.empty().with("plain", "x".repeat(5_000_000));
    assertThrows(IOException.class, () -> JsonWriter.line(huge, full));
  }
}
