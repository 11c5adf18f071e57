package dev.brattice.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.JsonException.Kind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private final JsonReader reader = new JsonReader(JsonLimits.MESSAGE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1.10,\"b\":1e400,\"c\":9007199254740993,\"d\":-0,\"e\":1E+2}",
        "{\"b\":1,\"a\":2,\"\":null}",
        "[true,false,null,\"\",[],{}]",
        "\"\\u0000\\b\\f\\n\\r\\t\\\"\\\\\"",
        "\"\\ud800\"",
        "\"\\u0085\\u2028\\u2029\"",
        "\"héllo 🙂 中文\"",
        "0"
      })
  void writesWhatItReads(String document) throws JsonException {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    assertEquals(
        document, new String(JsonWriter.bytes(reader.read(bytes)), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{} {}",
        "{\"a\":1,}",
        "[1,]",
        "{a:1}",
        "{'a':1}",
        "01",
        "1.",
        ".5",
        "+1",
        "NaN",
        "Infinity",
        "\"\t\"",
        "\"\\x41\"",
        "// c\n1",
        "\"",
        "tru",
        "[1 2]"
      })
  void refusesWhatIsNotJson(String document) {
    assertEquals(Kind.SYNTAX, refusal(document.getBytes(StandardCharsets.UTF_8)).kind());
  }

  @Test
  void refusesOneNameTwiceAtAnyDepth() {
    assertEquals(
        Kind.DUPLICATE_NAME,
        refusal("{\"method\":\"a\",\"method\":\"b\"}".getBytes(StandardCharsets.UTF_8)).kind());
    assertEquals(
        Kind.DUPLICATE_NAME,
        refusal("[{\"x\":{\"k\":1,\"\\u006b\":2}}]".getBytes(StandardCharsets.UTF_8)).kind());
  }

  @Test
  void refusesIllFormedUtf8() {
    byte[][] cases = {
      {'"', (byte) 0xC0, (byte) 0xAF, '"'},
      {'"', (byte) 0xFF, '"'},
      {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
      {'"', (byte) 0xE0, (byte) 0x80, (byte) 0xAF, '"'},
      {'"', (byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '"'},
      {'"', (byte) 0xC3, '"'},
      {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '1'}
    };
    for (byte[] document : cases) {
      assertEquals(Kind.ENCODING, refusal(document).kind());
    }
  }

  @Test
  void refusesDeeperThanTheBoundAndAcceptsTheBound() throws JsonException {
    JsonReader small = new JsonReader(new JsonLimits(100_000, 8, 10));
    byte[] fits = ("[".repeat(8) + "]".repeat(8)).getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(fits, JsonWriter.bytes(small.read(fits)));
    byte[] deep = ("[".repeat(9) + "]".repeat(9)).getBytes(StandardCharsets.UTF_8);
    assertEquals(Kind.TOO_DEEP, assertThrows(JsonException.class, () -> small.read(deep)).kind());
    byte[] bomb = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    assertEquals(Kind.TOO_DEEP, assertThrows(JsonException.class, () -> small.read(bomb)).kind());
  }

  @Test
  void refusesLargerThanTheBoundWithoutParsing() {
    JsonReader small = new JsonReader(new JsonLimits(10, 8, 4));
    assertEquals(
        Kind.TOO_LARGE, assertThrows(JsonException.class, () -> small.read(new byte[11])).kind());
    assertEquals(
        Kind.TOO_LARGE,
        assertThrows(
                JsonException.class, () -> small.read("12345".getBytes(StandardCharsets.UTF_8)))
            .kind());
  }

  @Test
  void neverQuotesTheDocumentInItsMessage() {
    JsonException refusal = refusal("{\"password\":hunter2}".getBytes(StandardCharsets.UTF_8));
    assertFalse(String.valueOf(refusal.getMessage()).contains("hunter"));
  }

  private JsonException refusal(byte[] document) {
    return assertThrows(JsonException.class, () -> reader.read(document));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":\"b", "{\"a\":}", "[1,2", "{\"a\":\"x\ny\"}"})
  void saysWhereTheFaultIs(String document) {
    JsonException refusal = refusal(document.getBytes(StandardCharsets.UTF_8));
    assertTrue(refusal.offset() > 0 && refusal.offset() <= document.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void readsNoOtherEncodingThanUtf8(String encoding) {
    byte[] document =
        "{\"method\":\"tools/call\"}".getBytes(java.nio.charset.Charset.forName(encoding));
    assertEquals(Kind.SYNTAX, refusal(document).kind());
    assertEquals(Kind.SYNTAX, refusal(new byte[] {0, 0, 0, 28, 1, 2, 3, 4}).kind());
  }
}
