package dev.brattice.inspect.secrets;

import dev.brattice.inspect.Severity;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import java.util.Base64;
import java.util.List;

/** JSON web tokens (RFC 7519), signed or not, whose header parses. */
final class JsonWebTokens {
  private static final int HEADER_CHARS_MAX = 2048;
  private static final int PART_CHARS_MAX = 16 * 1024;
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
      found.add(new Secret("json-web-token", "a JSON web token", Severity.WARN, 0.95, start, end));
    }
  }

  private static boolean isDot(String text, int at) {
    return at < text.length() && text.charAt(at) == '.';
  }

  private static boolean isHeader(String encoded) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(encoded);
      return READER.read(json) instanceof JsonObject header && header.string("alg").isPresent();
    } catch (IllegalArgumentException | JsonException notAHeader) {
      return false;
    }
  }
}
