package dev.brattice.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A damaged segment is read without a fault: what is shown is whole, what is lost is counted. */
class SegmentReaderFuzzTest {
  private static final int ENTRY_BYTES_MAX = 256;

  @FuzzTest(maxDuration = "60s")
  void readsWhatIsWholeOfAnySegment(byte[] content) throws IOException {
    Path file = Files.createTempFile("segment", ".log");
    try {
      Files.write(file, content);
      read(file);
      Files.write(file, Arrays.copyOf(Frames.head(1), Frames.HEAD_BYTES + content.length));
      byte[] framed = Files.readAllBytes(file);
      System.arraycopy(content, 0, framed, Frames.HEAD_BYTES, content.length);
      Files.write(file, framed);
      read(file);
      entry(file, content);
    } finally {
      Files.delete(file);
    }
  }

  /** Whole frames with damage in one of them: those before it are always shown. */
  private static void entry(Path file, byte[] content) throws IOException {
    byte[] entry = Arrays.copyOf(content, Math.min(content.length, ENTRY_BYTES_MAX));
    byte[] frame = new byte[Frames.FRAME_HEAD_BYTES + entry.length];
    int length = Frames.put(frame, entry);
    byte[] segment = Arrays.copyOf(Frames.head(1), Frames.HEAD_BYTES + 3 * length);
    for (int i = 0; i < 3; i++) {
      System.arraycopy(frame, 0, segment, Frames.HEAD_BYTES + i * length, length);
    }
    Files.write(file, segment);
    assertEquals(3, read(file));
    int damaged = content.length == 0 ? 0 : content[0] & 0xFF;
    segment[Frames.HEAD_BYTES + length + damaged % length] ^= 1;
    Files.write(file, segment);
    try (var reader = new SegmentReader(file, ENTRY_BYTES_MAX)) {
      int[] frames = {0};
      reader.read((bytes, at, size, offset) -> frames[0]++);
      assertTrue(frames[0] >= 1 && frames[0] <= 2);
      assertTrue(frames[0] + reader.damages() >= 2 || frames[0] == 1);
    }
  }

  private static int read(Path file) throws IOException {
    try (var reader = new SegmentReader(file, ENTRY_BYTES_MAX)) {
      int[] frames = {0};
      for (int i = 0; i < 2; i++) {
        reader.read(
            (bytes, at, length, offset) -> {
              frames[0]++;
              assertTrue(length >= Frames.FRAME_HEAD_BYTES && at + length <= bytes.length);
              assertEquals(length, Frames.whole(bytes, at, bytes.length, ENTRY_BYTES_MAX));
            });
      }
      assertTrue(reader.damages() >= 0);
      return frames[0];
    }
  }
}
