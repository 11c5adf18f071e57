package dev.brattice.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.Json;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  @Test
  void readsLinesWithEitherEndAndALastOneWithout() throws IOException {
    assertEquals(List.of("a", "bc", "", "d"), texts("a\nbc\r\n\nd", 100));
  }

  @Test
  void readsALineThatComesByteByByte() throws IOException {
    InputStream slow =
        new ByteArrayInputStream("hello\nworld\n".getBytes(StandardCharsets.UTF_8)) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(1, length));
          }
        };
    var reader = new LineReader(slow, 100);
    assertEquals("hello", ((Frame) reader.next().orElseThrow()).text());
    assertEquals("world", ((Frame) reader.next().orElseThrow()).text());
    assertTrue(reader.next().isEmpty());
  }

  @Test
  void acceptsTheBoundAndPassesOverOneByteMore() throws IOException {
    String fits = "x".repeat(200_000);
    var reader =
        new LineReader(
            new ByteArrayInputStream(
                (fits + "\n" + fits + "y\nnext\n").getBytes(StandardCharsets.UTF_8)),
            200_000);
    assertEquals(200_000, ((Frame) reader.next().orElseThrow()).length());
    assertEquals(200_001, assertInstanceOf(Oversized.class, reader.next().orElseThrow()).bytes());
    assertEquals("next", ((Frame) reader.next().orElseThrow()).text());
  }

  @Test
  void findsTheIdOfAnOversizedRequestBehindItsParameters() throws IOException {
    String big =
        "{\"method\":\"tools/call\",\"params\":{\"id\":99,\"t\":\"\\\"id\\\":98,"
            + "z".repeat(300_000)
            + "\",\"a\":[1,{\"id\":97}]},\"jsonrpc\":\"2.0\",\"id\":\"abc\"}";
    Oversized oversized = oversized(big);
    assertEquals(Optional.<Json>of(new JsonString("abc")), oversized.id());
    assertTrue(oversized.hasMethod());
  }

  @Test
  void findsTheIdOfAnOversizedAnswerBeforeItsResult() throws IOException {
    Oversized oversized =
        oversized(
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"t\":\"" + "z".repeat(300_000) + "\"}}");
    assertEquals(Optional.<Json>of(new JsonNumber("7")), oversized.id());
    assertEquals(false, oversized.hasMethod());
  }

  private static Oversized oversized(String line) throws IOException {
    var reader =
        new LineReader(
            new ByteArrayInputStream((line + "\n").getBytes(StandardCharsets.UTF_8)), 1_000);
    return assertInstanceOf(Oversized.class, reader.next().orElseThrow());
  }

  private static List<String> texts(String stream, int max) throws IOException {
    var reader =
        new LineReader(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)), max);
    List<String> texts = new ArrayList<>();
    for (var line = reader.next(); line.isPresent(); line = reader.next()) {
      texts.add(((Frame) line.get()).text());
    }
    return texts;
  }
}
