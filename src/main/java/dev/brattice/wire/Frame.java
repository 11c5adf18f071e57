package dev.brattice.wire;

import dev.brattice.json.Json;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonReader;
import java.util.Optional;

/** The bytes of one line, without its end. Never changed once read. */
public final class Frame implements Line {
  private final byte[] buffer;
  private final int length;

  /** Adopts {@code length} bytes of {@code buffer}; the caller keeps no reference. */
  Frame(byte[] buffer, int length) {
    this.buffer = buffer;
    this.length = length;
  }

  /** A frame of these bytes, copied. */
  public static Frame of(byte[] line) {
    return new Frame(line.clone(), line.length);
  }

  /** The length in bytes. */
  public int length() {
    return length;
  }

  /** Whether there is nothing but white space. */
  public boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  /** Whether the first byte that is not white space can begin a JSON object or array. */
  public boolean looksLikeMessage() {
    for (int i = 0; i < length; i++) {
      byte b = buffer[i];
      if (b != ' ' && b != '\t' && b != '\r') {
        return b == '{' || b == '[';
      }
    }
    return false;
  }

  /**
   * The frame as text; ill-formed UTF-8 becomes U+FFFD. For words to a person, never for judgement.
   */
  public String text() {
    return new String(buffer, 0, length, java.nio.charset.StandardCharsets.UTF_8);
  }

  /**
   * The {@code id} at the top level, however broken the rest: only to address an error to its
   * sender.
   */
  public Optional<Json> topLevelId() {
    var finder = new TopLevelFinder();
    finder.feed(buffer, 0, length);
    return finder.id();
  }

  /** Reads the frame as one JSON document. */
  public Json read(JsonReader reader) throws JsonException {
    return reader.read(buffer, 0, length);
  }
}
