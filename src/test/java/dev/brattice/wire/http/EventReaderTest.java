package dev.brattice.wire.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.brattice.wire.Frame;
import dev.brattice.wire.Oversized;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads what the standard says, however the bytes arrive, in bounded memory. */
class EventReaderTest {
  private static final int BYTES_MAX = 4_096;

  /** In the first column ^ stands for LF and ~ for CR; events are written type=data. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data: one^^                              | message=one",
        "data: one^                               | ''",
        "data: one                                | ''",
        "data:one^^data:  two^^                   | message=one;message= two",
        "data: a^data: b^data^data:^^             | message=a^b^^",
        "data: a~^data: b~^~^                     | message=a^b",
        "data: a~data: b~~data: c~~               | message=a^b;message=c",
        "data: a~^~data: b^^                      | message=a;message=b",
        "event: endpoint^data: /x^^data: y^^      | endpoint=/x;message=y",
        "event: a^^data: y^^                      | message=y",
        "event: a^event:^data: y^^                | message=y",
        ": comment^:^data: x^: more^^             | message=x",
        "data: ^^                                 | message=",
        "datum: x^dat: y^databases: z^data : w^^  | ''",
        "id: 7^^                                  | ''",
        "^^^~~^^data: x^^                         | message=x"
      })
  void readsEvents(String stream, String expected) throws IOException {
    byte[] bytes = bytes(stream);
    assertEquals(expected, shown(new ByteArrayInputStream(bytes)));
    assertEquals(expected, shown(oneByOne(bytes)));
  }

  @Test
  void passesOverAByteOrderMarkAtTheStartOnly() throws IOException {
    byte[] bytes = "\uFEFFdata: x\n\n\uFEFFdata: y\n\n".getBytes(StandardCharsets.UTF_8);
    assertEquals("message=x", shown(new ByteArrayInputStream(bytes)));
    assertEquals("message=x", shown(oneByOne(bytes)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id: 7^data: x^^        | 7",
        "id: 7^data:^^id:^data:^^ | ''",
        "id: 7^id: a\0b^data:^^ | 7",
        "id: 7^id: 8            | 7"
      })
  void remembersTheLastId(String stream, String expected) throws IOException {
    var reader = new EventReader(new ByteArrayInputStream(bytes(stream)), BYTES_MAX);
    while (reader.next().isPresent()) {}
    assertEquals(expected, reader.lastId().orElse(""));
  }

  @ParameterizedTest
  @CsvSource({"250,250", "99999999999999999999999,30000", "-1,", "1e3,", "'',"})
  void takesARetryWithinItsBound(String said, Long expected) throws IOException {
    var reader =
        new EventReader(new ByteArrayInputStream(bytes("retry: " + said + "^^")), BYTES_MAX);
    assertEquals(Optional.empty(), reader.next());
    assertEquals(Optional.ofNullable(expected), reader.retryMillis());
  }

  @Test
  void anIdBeyondTheBoundCountsAsNotGiven() throws IOException {
    String longest = "i".repeat(EventReader.FIELD_BYTES_MAX);
    var reader =
        new EventReader(
            new ByteArrayInputStream(bytes("id: " + longest + "^^id: " + longest + "i^^")),
            BYTES_MAX);
    assertEquals(Optional.empty(), reader.next());
    assertEquals(Optional.of(longest), reader.lastId());
  }

  @Test
  void passesOverAnEventBeyondTheBoundAndReadsOn() throws IOException {
    String fits = "x".repeat(BYTES_MAX);
    var reader =
        new EventReader(
            new ByteArrayInputStream(
                bytes("data: " + fits + "^^data: " + fits + "^data:^^data: y^^")),
            BYTES_MAX);
    assertInstanceOf(Frame.class, reader.next().orElseThrow().data());
    assertEquals(
        new Oversized(BYTES_MAX + 1L, Optional.empty(), false), reader.next().orElseThrow().data());
    assertEquals("y", text(reader.next().orElseThrow()));
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void readsHostileStreamsInLinearTime() throws IOException {
    for (String part : List.of("data:\n", "data: a\n", "x", "\r", ":", "id: 1\r", "data: y\n\n")) {
      byte[] stream = part.repeat((8 << 20) / part.length()).getBytes(StandardCharsets.UTF_8);
      var reader = new EventReader(new ByteArrayInputStream(stream), 1 << 20);
      while (reader.next().isPresent()) {}
    }
  }

  @FuzzTest(maxDuration = "60s")
  void readsAsTheStandardSays(byte[] bytes) throws IOException {
    String expected = simply(new String(bytes, StandardCharsets.ISO_8859_1));
    assertEquals(expected, shown(new ByteArrayInputStream(bytes)));
    assertEquals(expected, shown(oneByOne(bytes)));
  }

  @Test
  void agreesWithASimpleReaderOnMixturesOfWhatMatters() throws IOException {
    var random = new java.util.Random(7);
    List<String> parts =
        List.of("data", "event", "id", ":", " ", "\n", "\r", "\r\n", "x", "\uFEFF", "retry: 5");
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(24); n > 0; n--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      readsAsTheStandardSays(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The standard's own steps, without regard to cost; bytes as characters. */
  private static String simply(String raw) {
    String mark = "\u00EF\u00BB\u00BF";
    String text = raw.startsWith(mark) ? raw.substring(mark.length()) : raw;
    text = text.replace("\r\n", "\n").replace('\r', '\n');
    List<String> shown = new ArrayList<>();
    String data = "";
    String type = "";
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      String line = text.substring(0, end);
      text = text.substring(end + 1);
      int colon = line.indexOf(':');
      String name = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          String carried = utf8(data.substring(0, data.length() - 1));
          shown.add(show(type.isEmpty() ? "message" : utf8(type), carried));
        }
        data = "";
        type = "";
      } else if (name.equals("data")) {
        data += value + "\n";
      } else if (name.equals("event") && value.length() <= EventReader.FIELD_BYTES_MAX) {
        type = value;
      }
    }
    return String.join(";", shown);
  }

  private static String shown(InputStream in) throws IOException {
    var reader = new EventReader(in, 1 << 20);
    List<String> shown = new ArrayList<>();
    for (Optional<ServerEvent> event = reader.next(); event.isPresent(); event = reader.next()) {
      shown.add(show(event.get().type(), text(event.get())));
    }
    return String.join(";", shown);
  }

  private static String show(String type, String data) {
    return type.replace('\n', '^') + "=" + data.replace('\n', '^');
  }

  /** Bytes that were taken for characters, as the text that they are. */
  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static String text(ServerEvent event) {
    return event.data() instanceof Frame frame ? frame.text() : "oversized";
  }

  private static byte[] bytes(String marked) {
    return marked.replace('^', '\n').replace('~', '\r').getBytes(StandardCharsets.UTF_8);
  }

  private static InputStream oneByOne(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(1, length));
      }
    };
  }
}
