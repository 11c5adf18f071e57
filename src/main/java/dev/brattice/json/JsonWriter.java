package dev.brattice.json;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;

/**
 * Writes a tree as compact JSON in UTF-8. Control characters, lone surrogates and the line ends
 * that a line reader might honour (U+0085, U+2028, U+2029) are escaped, so one value is one line.
 */
public final class JsonWriter {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private static final int PIECE_BYTES = 1 << 20;
  private static final OutputStream KEEP = OutputStream.nullOutputStream();

  /** Where full pieces go; {@link #KEEP} when the whole is wanted in {@link #out}. */
  private final OutputStream sink;

  private byte[] out;
  private int length;

  private JsonWriter(int capacity, OutputStream sink) {
    this.out = new byte[capacity];
    this.sink = sink;
  }

  /** The bytes of {@code value}. */
  public static byte[] bytes(Json value) {
    var writer = new JsonWriter(512, KEEP);
    writer.value(value);
    return Arrays.copyOf(writer.out, writer.length);
  }

  /**
   * Writes {@code value} and a line feed to {@code sink}: a message of ordinary size in one write,
   * a larger one in pieces of about {@value #PIECE_BYTES} bytes, so that it is never held whole.
   */
  public static void line(Json value, OutputStream sink) throws IOException {
    var writer = new JsonWriter(512, sink);
    try {
      writer.value(value);
      writer.put('\n');
      sink.write(writer.out, 0, writer.length);
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  /** The text of {@code value}. */
  public static String text(Json value) {
    var writer = new JsonWriter(512, KEEP);
    writer.value(value);
    return new String(writer.out, 0, writer.length, java.nio.charset.StandardCharsets.UTF_8);
  }

  private void value(Json value) {
    switch (value) {
      case JsonObject object -> object(object);
      case JsonArray array -> array(array);
      case JsonString string -> string(string.value());
      case JsonNumber number -> ascii(number.spelling());
      case JsonBoolean bool -> ascii(bool.value() ? "true" : "false");
      case JsonNull ignored -> ascii("null");
    }
  }

  private void object(JsonObject object) {
    put('{');
    boolean first = true;
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      if (!first) {
        put(',');
      }
      first = false;
      string(member.getKey());
      put(':');
      value(member.getValue());
    }
    put('}');
  }

  private void array(JsonArray array) {
    put('[');
    boolean first = true;
    for (Json element : array.elements()) {
      if (!first) {
        put(',');
      }
      first = false;
      value(element);
    }
    put(']');
  }

  @SuppressWarnings("deprecation") // getBytes(int,int,byte[],int) copies Latin-1 at memory speed.
  private void ascii(String text) {
    reserve(text.length());
    text.getBytes(0, text.length(), out, length);
    length += text.length();
  }

  @SuppressWarnings("deprecation") // As above: a run of plain ASCII is copied whole.
  private void string(String text) {
    put('"');
    int size = text.length();
    int i = 0;
    while (i < size) {
      int start = i;
      int stop = Math.min(size, start + PIECE_BYTES);
      while (i < stop && isPlain(text.charAt(i))) {
        i++;
      }
      if (i > start) {
        reserve(i - start);
        text.getBytes(start, i, out, length);
        length += i - start;
      }
      if (i < stop) {
        i = special(text, i);
      }
    }
    put('"');
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7F && c != '"' && c != '\\';
  }

  /** Writes the character at {@code i} that is not plain ASCII; returns the index behind it. */
  private int special(String text, int i) {
    char c = text.charAt(i);
    switch (c) {
      case '"', '\\' -> {
        put('\\');
        put(c);
      }
      case '\n' -> ascii("\\n");
      case '\r' -> ascii("\\r");
      case '\t' -> ascii("\\t");
      case '\b' -> ascii("\\b");
      case '\f' -> ascii("\\f");
      default -> {
        if (Character.isHighSurrogate(c)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          fourBytes(Character.toCodePoint(c, text.charAt(i + 1)));
          return i + 2;
        }
        if (c < ' ' || c == 0x85 || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
          escape(c);
        } else if (c < 0x80) {
          put(c);
        } else if (c < 0x800) {
          put(0xC0 | c >> 6);
          put(0x80 | c & 0x3F);
        } else {
          put(0xE0 | c >> 12);
          put(0x80 | c >> 6 & 0x3F);
          put(0x80 | c & 0x3F);
        }
      }
    }
    return i + 1;
  }

  private void escape(char c) {
    ascii("\\u");
    put(HEX[c >> 12]);
    put(HEX[c >> 8 & 0xF]);
    put(HEX[c >> 4 & 0xF]);
    put(HEX[c & 0xF]);
  }

  private void fourBytes(int codePoint) {
    put(0xF0 | codePoint >> 18);
    put(0x80 | codePoint >> 12 & 0x3F);
    put(0x80 | codePoint >> 6 & 0x3F);
    put(0x80 | codePoint & 0x3F);
  }

  private void drain() {
    try {
      sink.write(out, 0, length);
      length = 0;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void put(int b) {
    reserve(1);
    out[length++] = (byte) b;
  }

  private void reserve(int more) {
    if (length >= PIECE_BYTES && sink != KEEP) {
      drain();
    }
    if (out.length - length < more) {
      out = Arrays.copyOf(out, Math.max(out.length + (out.length >> 1), length + more + 64));
    }
  }
}
