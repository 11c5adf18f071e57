package dev.brattice.e2e;

import dev.brattice.json.Json;
import dev.brattice.json.JsonWriter;
import java.nio.charset.StandardCharsets;

/**
 * One spelling for lines that a strict JSON reader takes for the same: no white space between
 * tokens, each string with the same escapes. The order of members and the spelling of numbers stay.
 * Written apart from the program's own reader, so that it cannot share a mistake with it.
 */
final class Canonical {
  private final String text;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private Canonical(String text) {
    this.text = text;
  }

  /** The canonical form of {@code line}. */
  static String of(byte[] line) {
    var canonical = new Canonical(new String(line, StandardCharsets.UTF_8));
    canonical.run();
    return canonical.out.toString();
  }

  /** The canonical form of {@code value}. */
  static String of(Json value) {
    return of(JsonWriter.bytes(value));
  }

  private void run() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      switch (c) {
        case ' ', '\t', '\r', '\n' -> {}
        case '"' -> string();
        default -> out.append(c);
      }
    }
  }

  private void string() {
    out.append('"');
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        out.append('"');
        return;
      }
      put(c == '\\' && at < text.length() ? escaped() : c);
    }
  }

  private char escaped() {
    char c = text.charAt(at++);
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        char unit = (char) Integer.parseInt(text, at, at + 4, 16);
        at += 4;
        yield unit;
      }
      default -> c;
    };
  }

  private void put(char c) {
    if (c == '"' || c == '\\') {
      out.append('\\').append(c);
    } else if (c < ' ') {
      out.append("\\u").append(String.format("%04x", (int) c));
    } else {
      out.append(c);
    }
  }
}
