package dev.brattice.wire;

import dev.brattice.json.Json;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonReader;
import dev.brattice.json.JsonString;
import java.util.Optional;

/**
 * Finds {@code id} and {@code method} at the top level of an object that streams past, in constant
 * memory: a message too long to keep still deserves an answer that its sender can match. It trusts
 * nothing else of the text. Of a document that can be read it says what reading would, but for ids
 * longer than {@value #TOKEN_BYTES_MAX} bytes.
 */
final class TopLevelFinder {
  static final int TOKEN_BYTES_MAX = 256;

  private static final JsonReader SCALARS =
      new JsonReader(new JsonLimits(TOKEN_BYTES_MAX, 1, TOKEN_BYTES_MAX));

  // Invariant: the name or the value being read at the top level, where it fits and has no parts.
  private final byte[] token = new byte[TOKEN_BYTES_MAX];
  private int tokenLength;
  private boolean tokenLost;
  private boolean inString;
  private boolean escaped;
  private long depth;
  private boolean inObject;
  private boolean inValue;
  private boolean isId;
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
      inString = escaped || b != '"';
      escaped = !escaped && b == '\\';
      return;
    }
    switch (b) {
      case '"' -> {
        inString = true;
        keep(b);
      }
      case '{', '[' -> open(b);
      case '}', ']' -> close();
      case ':' -> colon();
      case ',' -> comma();
      case ' ', '\t', '\r' -> {}
      default -> keep(b);
    }
  }

  private void open(byte b) {
    if (depth == 0) {
      inObject = b == '{';
      clear();
    } else {
      tokenLost = true;
    }
    depth++;
  }

  private void close() {
    if (depth == 1) {
      member();
    }
    depth = Math.max(0, depth - 1);
  }

  private void colon() {
    if (depth == 1 && inObject && !inValue) {
      Optional<Json> name = token();
      isId = name.isPresent() && name.get() instanceof JsonString it && it.value().equals("id");
      hasMethod |=
          name.isPresent() && name.get() instanceof JsonString it && it.value().equals("method");
      inValue = true;
      clear();
    } else {
      keep((byte) ':');
    }
  }

  private void comma() {
    if (depth == 1) {
      member();
    }
  }

  private void member() {
    if (inValue && isId && id.isEmpty()) {
      id = token();
    }
    inValue = false;
    isId = false;
    clear();
  }

  private Optional<Json> token() {
    if (tokenLost || tokenLength == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(SCALARS.read(token, 0, tokenLength));
    } catch (JsonException notJson) {
      return Optional.empty();
    }
  }

  private void keep(byte b) {
    if (depth != 1) {
      return;
    }
    if (tokenLength < TOKEN_BYTES_MAX) {
      token[tokenLength++] = b;
    } else {
      tokenLost = true;
    }
  }

  private void clear() {
    tokenLength = 0;
    tokenLost = false;
  }
}
