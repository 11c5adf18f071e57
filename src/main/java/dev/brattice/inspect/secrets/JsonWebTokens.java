package dev.brattice.inspect.secrets;

import dev.brattice.inspect.Severity;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** JSON web tokens (RFC 7519), signed or not, whose header parses. */
final class JsonWebTokens {
  private static final int HEADER_CHARS_MAX = 2048;
  private static final int PART_CHARS_MAX = 16 * 1024;

  /** The shortest signature of any registered algorithm is longer. */
  private static final int SIGNATURE_CHARS_MIN = 32;

  /** The payload that documentation about these tokens shows: subject 1234567890. */
  private static final String DOCUMENTED_PAYLOAD = "eyJzdWIiOiIxMjM0NTY3ODkwIi";

  private static final JsonReader READER = new JsonReader(new JsonLimits(HEADER_CHARS_MAX, 8, 32));

  private JsonWebTokens() {}

  static void read(String text, int afterMarker, List<Secret> found) {
    int start = afterMarker - "eyJ".length();
    if (start > 0
        && Alphabet.URL.has(text.charAt(start - 1))
        && !SecretScanner.isBoundary(text, start)) {
      return;
    }
    int header = Alphabet.URL.runEnd(text, start, HEADER_CHARS_MAX);
    if (!isDot(text, header)) {
      return;
    }
    int payload = Alphabet.URL.runEnd(text, header + 1, PART_CHARS_MAX);
    boolean signed = isDot(text, payload);
    int end = signed ? Alphabet.URL.runEnd(text, payload + 1, PART_CHARS_MAX) : payload;
    boolean shaped = end - payload > 16 || text.startsWith("eyJ", header + 1);
    if (shaped && payload - header > 4 && isHeader(text.substring(start, header))) {
      found.add(
          text.startsWith(DOCUMENTED_PAYLOAD, header + 1)
              ? new Secret(
                  "documented-example",
                  "the JSON web token that documentation shows",
                  Severity.NOTE,
                  0.3,
                  start,
                  end)
              : token(text, start, header, end, end - payload));
    }
  }

  /** A token without its signature opens nothing, unless its header says that it needs none. */
  private static Secret token(String text, int start, int header, int end, int signatureChars) {
    boolean complete =
        signatureChars > SIGNATURE_CHARS_MIN || needsNone(text.substring(start, header));
    return complete
        ? new Secret("json-web-token", "a JSON web token", Severity.WARN, 0.95, start, end)
        : new Secret("json-web-token", "part of a JSON web token", Severity.NOTE, 0.5, start, end);
  }

  private static boolean isDot(String text, int at) {
    return at < text.length() && text.charAt(at) == '.';
  }

  private static boolean isHeader(String encoded) {
    return algorithm(encoded).isPresent();
  }

  private static boolean needsNone(String encoded) {
    return algorithm(encoded).filter("none"::equalsIgnoreCase).isPresent();
  }

  private static Optional<String> algorithm(String encoded) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(encoded);
      return READER.read(json) instanceof JsonObject header
          ? header.string("alg")
          : Optional.empty();
    } catch (IllegalArgumentException | JsonException notAHeader) {
      return Optional.empty();
    }
  }
}
