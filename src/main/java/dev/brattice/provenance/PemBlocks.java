package dev.brattice.provenance;

import java.util.function.Consumer;

/** Takes whole private keys in PEM form (RFC 7468) out of a text. */
final class PemBlocks {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  private PemBlocks() {}

  /**
   * Gives each private key to {@code keys}, without its first and last line, which are public, and
   * without what stands in front of its lines; one that is cut short counts to the end of the text.
   * Certificates and public keys are for everybody.
   *
   * @return the text without any block
   */
  static String take(String text, Consumer<String> keys) {
    int begin = text.indexOf(BEGIN);
    if (begin < 0) {
      return text;
    }
    var rest = new StringBuilder();
    int from = 0;
    while (begin >= 0) {
      int end = end(text, begin);
      int label = text.indexOf(DASHES, begin + BEGIN.length());
      boolean isPrivate =
          label > 0 && label < end && text.substring(begin, label).contains("PRIVATE KEY");
      rest.append(text, from, begin);
      if (isPrivate) {
        int close = text.indexOf(END, label);
        int last = close < 0 ? end : close;
        String body = text.substring(Math.min(label + DASHES.length(), last), last);
        keys.accept(lines(Escapes.resolve(body, '"')));
      }
      from = end;
      begin = text.indexOf(BEGIN, end);
    }
    return rest.append(text, from, text.length()).toString();
  }

  private static int end(String text, int begin) {
    int end = text.indexOf(END, begin);
    if (end < 0) {
      return text.length();
    }
    int close = text.indexOf(DASHES, end + END.length());
    return close < 0 ? text.length() : close + DASHES.length();
  }

  /** The block with only the last word of each line: file tools put line numbers in front. */
  private static String lines(String block) {
    var lines = new StringBuilder(block.length());
    for (int from = 0; from < block.length(); ) {
      int end = block.indexOf('\n', from);
      end = end < 0 ? block.length() : end;
      int last = end;
      while (last > from && block.charAt(last - 1) <= ' ') {
        last--;
      }
      int first = last;
      while (first > from && isKeyPart(block, first)) {
        first--;
      }
      lines.append(block, first, last).append('\n');
      from = end + 1;
    }
    return lines.toString();
  }

  private static boolean isKeyPart(String block, int end) {
    char c = block.charAt(end - 1);
    return c > ' ' && c != ':' && c != '|' && c != '\u2192';
  }
}
