package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lines of bytes, and lists of lines compared so that a failure can be read. */
final class Lines {
  private static final int SHOWN_CHARS = 1_000;

  private Lines() {}

  /** The lines of {@code file} without their ends; a last line without an end counts. */
  static List<byte[]> of(Path file) throws IOException {
    byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        lines.add(Arrays.copyOfRange(content, start, i));
        start = i + 1;
      }
    }
    if (start < content.length) {
      lines.add(Arrays.copyOfRange(content, start, content.length));
    }
    return lines;
  }

  /** Fails at the first line in which the lists differ. */
  static void assertSame(String what, List<String> expected, List<String> actual) {
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      if (!expected.get(i).equals(actual.get(i))) {
        assertEquals(
            excerpt(expected.get(i), actual.get(i)),
            excerpt(actual.get(i), expected.get(i)),
            what + ", line " + i);
      }
    }
    assertEquals(expected.size(), actual.size(), what + ", number of lines");
  }

  /** The part of {@code line} from shortly before it differs from {@code other}. */
  private static String excerpt(String line, String other) {
    int mismatch = Arrays.mismatch(line.toCharArray(), other.toCharArray());
    int start = Math.max(0, mismatch - SHOWN_CHARS / 2);
    return line.substring(start, Math.min(line.length(), start + SHOWN_CHARS));
  }
}
