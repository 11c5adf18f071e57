package dev.brattice.inspect.secrets;

import dev.brattice.inspect.Severity;
import java.util.List;

/** Tokens in the form of the header {@code Authorization: Bearer …} (RFC 6750). */
final class BearerTokens {
  private static final int TOKEN_CHARS_MIN = 16;
  private static final int TOKEN_CHARS_MAX = 4096;
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
}
