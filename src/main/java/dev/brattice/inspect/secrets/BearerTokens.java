package dev.brattice.inspect.secrets;

import dev.brattice.inspect.Severity;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What the header {@code Authorization} carries: tokens (RFC 6750), passwords (RFC 7617). */
final class BearerTokens {
  private static final int TOKEN_CHARS_MIN = 16;
  private static final int TOKEN_CHARS_MAX = 4096;
  private static final int BASIC_CHARS_MIN = 8;
  private static final int BASIC_CHARS_MAX = 512;
  private static final Alphabet TOKEN = Alphabet.BASE64.with("-._~");

  private BearerTokens() {}

  static void read(String text, int start, List<Secret> found) {
    int end = TOKEN.runEnd(text, start, TOKEN_CHARS_MAX);
    while (end > start && text.charAt(end - 1) == '.') {
      end--;
    }
    if (end - start >= TOKEN_CHARS_MIN && Values.isRandom(text.substring(start, end))) {
      found.add(new Secret("bearer-token", "a bearer token", Severity.WARN, 0.85, start, end));
    }
  }

  /** {@code Basic} and, in base64, a user's name, a colon and a password. */
  static void basic(String text, int start, List<Secret> found) {
    int end = Alphabet.BASE64.runEnd(text, start, BASIC_CHARS_MAX);
    if (end - start < BASIC_CHARS_MIN || (end - start) % 4 != 0) {
      return;
    }
    try {
      String decoded =
          new String(
              Base64.getDecoder().decode(text.substring(start, end)), StandardCharsets.UTF_8);
      int colon = decoded.indexOf(':');
      boolean plain = decoded.chars().allMatch(c -> c >= 0x20 && c != 0x7F && c != 0xFFFD);
      if (colon > 0 && plain && !Values.isStandIn(decoded.substring(colon + 1))) {
        found.add(
            new Secret(
                "basic-credentials", "a user's name and password", Severity.WARN, 0.9, start, end));
      }
    } catch (IllegalArgumentException notBase64) {
      // Words that only look like it.
    }
  }
}
