package dev.brattice.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A second reader of RFC 8259 that shares nothing with the one it is held against: plain descent
 * over characters, no bounds, names unique.
 */
public final class IndependentReader {
  private final String text;
  private int at;

  private IndependentReader(String text) {
    this.text = text;
  }

  /** The document, or empty where it is none. */
  public static Optional<Json> read(byte[] document) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
      var reader = new IndependentReader(text);
      Json value = reader.value();
      reader.blanks();
      return reader.at == text.length() ? Optional.of(value) : Optional.empty();
    } catch (CharacterCodingException | IllegalStateException | StringIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void expect(String word) {
    if (!text.startsWith(word, at)) {
      throw new IllegalStateException();
    }
    at += word.length();
  }

  private Json value() {
    blanks();
    return switch (text.charAt(at)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> new JsonString(string());
      case 't' -> word("true", JsonBoolean.TRUE);
      case 'f' -> word("false", JsonBoolean.FALSE);
      case 'n' -> word("null", JsonNull.NULL);
      default -> number();
    };
  }

  private Json word(String word, Json value) {
    expect(word);
    return value;
  }

  private Json object() {
    Map<String, Json> members = new LinkedHashMap<>();
    expect("{");
    blanks();
    if (text.charAt(at) != '}') {
      do {
        blanks();
        String name = string();
        if (hasHalfCharacter(name)) {
          // The reader refuses such names: no peer could tell two of them apart.
          throw new IllegalStateException();
        }
        blanks();
        expect(":");
        if (members.putIfAbsent(name, value()) != null) {
          throw new IllegalStateException();
        }
        blanks();
      } while (goesOn());
    }
    expect("}");
    return JsonObject.of(members);
  }

  private static boolean hasHalfCharacter(String name) {
    return name.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private Json array() {
    List<Json> elements = new ArrayList<>();
    expect("[");
    blanks();
    if (text.charAt(at) != ']') {
      do {
        elements.add(value());
        blanks();
      } while (goesOn());
    }
    expect("]");
    return JsonArray.of(elements);
  }

  private boolean goesOn() {
    boolean comma = text.charAt(at) == ',';
    at += comma ? 1 : 0;
    return comma;
  }

  private String string() {
    expect("\"");
    var value = new StringBuilder();
    while (text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c < ' ') {
        throw new IllegalStateException();
      }
      value.append(c == '\\' ? escape() : c);
    }
    at++;
    return value.toString();
  }

  private char escape() {
    char c = text.charAt(at++);
    int simple = "\"\\/bfnrt".indexOf(c);
    if (simple >= 0) {
      return "\"\\/\b\f\n\r\t".charAt(simple);
    }
    if (c != 'u') {
      throw new IllegalStateException();
    }
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit = "0123456789abcdef".indexOf(Character.toLowerCase(text.charAt(at)));
      if (digit < 0 || text.charAt(at) >= 0x80) {
        throw new IllegalStateException();
      }
      unit = unit * 16 + digit;
      at++;
    }
    return (char) unit;
  }

  private Json number() {
    int start = at;
    at += text.charAt(at) == '-' ? 1 : 0;
    if (text.charAt(at) == '0') {
      at++;
    } else {
      digits();
    }
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) | 0x20) == 'e') {
      at++;
      at += at < text.length() && "+-".indexOf(text.charAt(at)) >= 0 ? 1 : 0;
      digits();
    }
    return new JsonNumber(text.substring(start, at));
  }

  private void digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw new IllegalStateException();
    }
  }
}
