package dev.brattice.audit;

import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The end of a segment.
 *
 * @param seq sequence number of the last whole line
 * @param hash the hash in it
 */
record LastLine(long seq, String hash) {
  private static final int FIRST_LOOK_BYTES = 4096;

  /** Reads the last whole line of the file, looking at no more than so many bytes of its end. */
  static Optional<LastLine> of(Path file, int bytesMax) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long length = in.length();
      for (long look = FIRST_LOOK_BYTES; ; look *= 8) {
        byte[] tail = new byte[(int) Math.min(length, Math.min(look, bytesMax))];
        in.seek(length - tail.length);
        in.readFully(tail);
        int end = lastLineFeed(tail, tail.length);
        int start = end < 0 ? -1 : lastLineFeed(tail, end);
        if (end >= 0 && (start >= 0 || tail.length == length)) {
          return parse(tail, start + 1, end);
        }
        if (tail.length == length || look >= bytesMax) {
          return Optional.empty();
        }
      }
    }
  }

  private static int lastLineFeed(byte[] bytes, int to) {
    int at = to - 1;
    while (at >= 0 && bytes[at] != '\n') {
      at--;
    }
    return at;
  }

  private static Optional<LastLine> parse(byte[] bytes, int from, int to) {
    try {
      if (new JsonReader(JsonLimits.MESSAGE).read(bytes, from, to - from)
          instanceof JsonObject line) {
        Optional<String> hash =
            line.string("hash").filter(text -> text.length() == Head.HASH_CHARS);
        OptionalLong seq =
            line.get("seq").orElse(JsonNumber.of(-1)) instanceof JsonNumber number
                ? number.asLong()
                : OptionalLong.empty();
        if (hash.isPresent() && seq.isPresent() && seq.getAsLong() >= 0) {
          return Optional.of(new LastLine(seq.getAsLong(), hash.get()));
        }
      }
      return Optional.empty();
    } catch (JsonException foreign) {
      return Optional.empty();
    }
  }
}
