package dev.brattice.wire;

import dev.brattice.json.Json;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonReader;
import java.util.Optional;

/**
 * Finds {@code id} and {@code method} at the top level of an object that streams past, in constant
 * memory: a message too long to keep still deserves an answer that its sender can match. It trusts
 * nothing else of the text.
 */
final class TopLevelFinder {
  private static final int TOKEN_BYTES_MAX = 256;

  private final byte[] token = new byte[TOKEN_BYTES_MAX];
  private int tokenLength;
  private boolean tokenTooLong;
  private boolean inString;
  private boolean escaped;
  private long depth;
  private boolean inValue;
  private String name = "";
  private Optional<Json> id = Optional.empty();
  private boolean hasMethod;

  Optional<Json> id() {
    return id;
  }

  boolean hasMethod() {
    return hasMethod;
  }

  void feed(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      step(bytes[i]);
    }
  }

  private void step(byte b) {
    if (inString) {
      keep(b);
      if (escaped) {
        escaped = false;
      } else if (b == '\\') {
        escaped = true;
      } else if (b == '"') {
        inString = false;
      }
      return;
    }
    switch (b) {
      case '"' -> {
        inString = true;
        keep(b);
      }
      case '{', '[' -> {
        depth++;
        keep(b);
      }
      case '}', ']' -> {
        if (depth == 1) {
          member();
        }
        depth--;
        keep(b);
      }
      case ':' -> colon(b);
      case ',' -> comma(b);
      case ' ', '\t', '\r' -> {}
      default -> keep(b);
    }
  }

  private void colon(byte b) {
    if (depth == 1 && !inValue) {
      name = new String(token, 0, tokenLength, java.nio.charset.StandardCharsets.ISO_8859_1);
      hasMethod |= name.endsWith("\"method\"");
      inValue = true;
      clear();
    } else {
      keep(b);
    }
  }

  private void comma(byte b) {
    if (depth == 1) {
      member();
    } else {
      keep(b);
    }
  }

  private void member() {
    if (inValue && name.endsWith("\"id\"") && !tokenTooLong && id.isEmpty()) {
      id = scalar();
    }
    inValue = false;
    clear();
  }

  private Optional<Json> scalar() {
    try {
      return Optional.of(
          new JsonReader(new JsonLimits(TOKEN_BYTES_MAX, 1, 100)).read(token, 0, tokenLength));
    } catch (JsonException notJson) {
      return Optional.empty();
    }
  }

  private void keep(byte b) {
    if (depth > 1 && !inString) {
      return;
    }
    if (tokenLength < TOKEN_BYTES_MAX) {
      token[tokenLength++] = b;
    } else {
      tokenTooLong = true;
    }
  }

  private void clear() {
    tokenLength = 0;
    tokenTooLong = false;
  }
}
