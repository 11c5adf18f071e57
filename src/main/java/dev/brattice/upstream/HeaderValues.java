package dev.brattice.upstream;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Texts of messages as values of headers (MCP 2026-07-28, Basic, Transports, Value Encoding). */
final class HeaderValues {
  /** The longest value that is sent, in characters; servers refuse larger heads. */
  static final int CHARS_MAX = 4_096;

  /** The longest token, in characters. */
  static final int TOKEN_CHARS_MAX = 16 << 10;

  private static final String BASE64 = "=?base64?";
  private static final String BASE64_END = "?=";

  private HeaderValues() {}

  /** {@code text} as it can stand in a header; empty where it is too long. */
  static Optional<String> of(String text) {
    if (text.length() > CHARS_MAX) {
      return Optional.empty();
    }
    if (isPlain(text) && !(text.startsWith(BASE64) && text.endsWith(BASE64_END))) {
      return Optional.of(text);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Optional.of(BASE64 + Base64.getEncoder().encodeToString(bytes) + BASE64_END);
  }

  /** {@code text} where a server may have it sent back in a header as it is. */
  static Optional<String> given(String text) {
    return text.isEmpty() || text.length() > CHARS_MAX || !isPlain(text)
        ? Optional.empty()
        : Optional.of(text);
  }

  /** {@code text} where it can be a token: longer ones than other values may be. */
  static Optional<String> token(String text) {
    return text.isEmpty() || text.length() > TOKEN_CHARS_MAX || !isPlain(text)
        ? Optional.empty()
        : Optional.of(text);
  }

  /** Printable ASCII that neither begins nor ends with a space. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return !text.startsWith(" ") && !text.endsWith(" ");
  }
}
