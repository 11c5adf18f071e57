package dev.brattice.identity.jwt;

import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import java.util.Base64;
import java.util.Optional;

/**
 * A token as it was read: three parts, two of them JSON in which no name stands twice. Nothing of
 * what it says is checked yet.
 *
 * @param text all of it
 * @param header how it is signed
 * @param claims what it says
 */
record TokenText(String text, JsonObject header, JsonObject claims) {
  /** The longest token that is read, in characters. */
  static final int CHARS_MAX = 16 << 10;

  private static final int DEPTH_MAX = 16;
  private static final int NUMBER_CHARS_MAX = 32;
  private static final JsonReader READER =
      new JsonReader(new JsonLimits(CHARS_MAX, DEPTH_MAX, NUMBER_CHARS_MAX));

  /** Reads {@code text}; empty where it is no signed token in the compact form. */
  static Optional<TokenText> read(String text) {
    int first = text.indexOf('.');
    int second = text.indexOf('.', first + 1);
    if (text.length() > CHARS_MAX
        || first <= 0
        || second <= first + 1
        || second == text.length() - 1
        || text.indexOf('.', second + 1) >= 0) {
      return Optional.empty();
    }
    Optional<JsonObject> header = part(text.substring(0, first));
    Optional<JsonObject> claims = part(text.substring(first + 1, second));
    return header.isEmpty() || claims.isEmpty()
        ? Optional.empty()
        : Optional.of(new TokenText(text, header.get(), claims.get()));
  }

  private static Optional<JsonObject> part(String encoded) {
    try {
      // The decoder of the alphabet for addresses takes padding as well; a token has none.
      return encoded.indexOf('=') < 0
              && READER.read(Base64.getUrlDecoder().decode(encoded)) instanceof JsonObject object
          ? Optional.of(object)
          : Optional.empty();
    } catch (IllegalArgumentException | JsonException malformed) {
      return Optional.empty();
    }
  }

  /** The claims and who signed are secret enough: nothing is shown. */
  @Override
  public String toString() {
    return "TokenText[" + text.length() + " characters]";
  }
}
