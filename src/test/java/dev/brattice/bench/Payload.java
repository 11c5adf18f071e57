package dev.brattice.bench;

import java.nio.charset.StandardCharsets;

/** Calls of an echo tool with text as agents send it: prose, code, paths and addresses in turn. */
final class Payload {
  private static final String[] LINES = {
    "The parser reads one line at a time and keeps what it has not understood yet.",
    "    if (count > limit) { return Optional.empty(); }",
    "See src/main/java/example/Parser.java and docs/design.md for why.",
    "commit 3f1c9a7 refactor: move the limits next to the settings that use them",
    "| step | before | after |",
    "The build is green; https://ci.example.com/builds/1234 has the log.",
    "export function sum(values) { return values.reduce((a, b) => a + b, 0); }",
    "Ordnung muß sein — 42 Zeilen später: fertig. 🙂"
  };

  private Payload() {}

  /**
   * A call with the id {@code id} and about {@code bytes} bytes of text, and a line end. Each id
   * gives another text.
   */
  static byte[] call(long id, int bytes) {
    String text = text(id, bytes).replace("\"", "\\\"").replace("\n", "\\n");
    String message =
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + id
            + ",\"method\":\"tools/call\",\"params\":{\"name\":\"echo\",\"arguments\":{\"message\":\""
            + text
            + "\"}}}\n";
    return message.getBytes(StandardCharsets.UTF_8);
  }

  /** About {@code bytes} bytes of text; each {@code seed} gives another. */
  static String text(long seed, int bytes) {
    var text = new StringBuilder(bytes + 256);
    text.append("note ").append(seed).append(": ");
    int target = text.length() + bytes;
    for (long line = seed; text.length() < target; line++) {
      text.append(LINES[(int) (line % LINES.length)]).append("\n");
      if (bytes > 1_000) {
        text.append("row ").append(line * 2_654_435_761L % 1_000_003).append(' ');
      }
    }
    return text.toString();
  }
}
