package dev.brattice.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** However a stream comes in pieces, its lines are the same, and none is longer than allowed. */
class LineReaderFuzzTest {
  private static final int FRAME_BYTES_MAX = 24;

  @FuzzTest(maxDuration = "60s")
  void readsTheSameLinesHoweverTheyCome(byte[] stream) throws IOException {
    List<String> whole = lines(new ByteArrayInputStream(stream), FRAME_BYTES_MAX);
    for (int piece = 1; piece <= 7; piece += 2) {
      assertEquals(whole, lines(new Pieces(stream, piece), FRAME_BYTES_MAX));
    }
    // Without the bound, a line is what stands between two line feeds.
    List<String> expected = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= stream.length; i++) {
      boolean ends = i == stream.length || stream[i] == '\n';
      if (ends && (i < stream.length || i > start)) {
        boolean carriageReturn = i > start && stream[i - 1] == '\r';
        expected.add("frame " + (i - start - (carriageReturn ? 1 : 0)));
        start = i + 1;
      }
    }
    assertEquals(expected, lines(new Pieces(stream, 3), 1 << 20));
  }

  private static List<String> lines(InputStream in, int frameBytesMax) throws IOException {
    var reader = new LineReader(in, frameBytesMax);
    List<String> lines = new ArrayList<>();
    for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
      switch (line.get()) {
        case Frame frame -> {
          assertTrue(frame.length() <= frameBytesMax);
          lines.add("frame " + frame.length());
        }
        case Oversized oversized -> {
          assertTrue(oversized.bytes() > frameBytesMax);
          lines.add("oversized " + oversized);
        }
      }
    }
    return lines;
  }

  /** A stream that comes a few bytes at a time. */
  private static final class Pieces extends InputStream {
    private final byte[] bytes;
    private final int piece;
    private int at;

    Pieces(byte[] bytes, int piece) {
      this.bytes = bytes;
      this.piece = piece;
    }

    @Override
    public int read() {
      return at < bytes.length ? bytes[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] out, int offset, int length) {
      int count = Math.min(Math.min(piece, length), bytes.length - at);
      if (count <= 0) {
        return -1;
      }
      System.arraycopy(bytes, at, out, offset, count);
      at += count;
      return count;
    }
  }
}
