package dev.brattice.inspect.secrets;

import dev.brattice.inspect.Severity;
import java.util.List;

/** Private keys in PEM (RFC 7468), in lines, in one line, or with escaped line breaks. */
final class PemBlocks {
  private static final int LABEL_CHARS_MAX = 64;

  /** The longest block; what goes on longer is cut here. */
  private static final int BLOCK_CHARS_MAX = 32 * 1024;

  /** Fewer characters of base64 are an ellipsis or a stand-in, not a key. */
  private static final int BODY_CHARS_MIN = 40;

  private static final String LABEL_END = "-----";
  private static final Alphabet BODY = Alphabet.BASE64.with(" \t\r\n\\\":,-.()").with("'");

  private PemBlocks() {}

  static void read(String text, int labelStart, List<Secret> found) {
    int start = labelStart - "-----BEGIN ".length();
    int labelEnd = labelStart;
    int most = Math.min(text.length(), labelStart + LABEL_CHARS_MAX);
    while (labelEnd < most && text.charAt(labelEnd) != '-' && text.charAt(labelEnd) >= ' ') {
      labelEnd++;
    }
    String label = text.substring(labelStart, labelEnd);
    if (!text.startsWith(LABEL_END, labelEnd) || !label.contains("PRIVATE KEY")) {
      return;
    }
    int bodyStart = labelEnd + LABEL_END.length();
    int digits = 0;
    int i = bodyStart;
    most = Math.min(text.length(), bodyStart + BLOCK_CHARS_MAX);
    // A body has no two hyphens in a row, so bodies of several blocks never overlap.
    while (i < most && BODY.has(text.charAt(i)) && !text.startsWith("--", i)) {
      digits += Alphabet.BASE64.has(text.charAt(i)) ? 1 : 0;
      i++;
    }
    if (digits < BODY_CHARS_MIN) {
      return;
    }
    String close = "-----END " + label + LABEL_END;
    int end = text.startsWith(close, i) ? i + close.length() : i;
    found.add(new Secret("private-key", "a private key", Severity.WARN, 0.98, start, end));
  }
}
