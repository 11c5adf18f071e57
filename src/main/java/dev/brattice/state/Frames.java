package dev.brattice.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The form of a segment: a head of 16 bytes (magic, and a number), then frames of length, CRC-32C
 * over length and content, and content; little-endian. The top bit of the length marks a frame that
 * says whose entries follow.
 */
final class Frames {
  static final int HEAD_BYTES = 16;
  static final int FRAME_HEAD_BYTES = 8;

  /** What {@link #whole} answers where the rest of the frame is not there. */
  static final int INCOMPLETE = 0;

  /** What {@link #whole} answers where no frame can be. */
  static final int DAMAGED = -1;

  private static final int SOURCE_MARK = 1 << 31;
  private static final int SOURCE_BYTES = 8;
  private static final byte[] MAGIC = {'B', 'R', 'S', 'E', 'G', '0', '1', '\n'};

  private Frames() {}

  /** The head of a segment. */
  static byte[] head(long number) {
    ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return head.put(MAGIC).putLong(number).array();
  }

  /** Whether {@code bytes} begin as a segment does. */
  static boolean isHead(byte[] bytes) {
    for (int i = 0; i < MAGIC.length; i++) {
      if (bytes[i] != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  /** The number in a head. */
  static long number(byte[] head) {
    return ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong(MAGIC.length);
  }

  /** Puts a frame with {@code entry} into {@code out}, which has room; its length. */
  static int put(byte[] out, byte[] entry) {
    System.arraycopy(entry, 0, out, FRAME_HEAD_BYTES, entry.length);
    seal(out, entry.length, entry.length);
    return FRAME_HEAD_BYTES + entry.length;
  }

  /** A frame that says that what follows was written to segment {@code source}. */
  static byte[] source(long source) {
    byte[] out = new byte[FRAME_HEAD_BYTES + SOURCE_BYTES];
    ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN).putLong(FRAME_HEAD_BYTES, source);
    seal(out, SOURCE_MARK | SOURCE_BYTES, SOURCE_BYTES);
    return out;
  }

  private static void seal(byte[] out, int lengthWord, int length) {
    putInt(out, 0, lengthWord);
    putInt(out, 4, checksum(out, 0, length));
  }

  /**
   * The length of the frame at {@code at}, {@link #INCOMPLETE} or {@link #DAMAGED}.
   *
   * @param to end of what was read
   * @param entryBytesMax a longer one is damage
   */
  static int whole(byte[] bytes, int at, int to, int entryBytesMax) {
    int available = to - at;
    if (available < FRAME_HEAD_BYTES) {
      return INCOMPLETE;
    }
    int length = getInt(bytes, at) & ~SOURCE_MARK;
    if (length > entryBytesMax || (isSource(bytes, at) && length != SOURCE_BYTES)) {
      return DAMAGED;
    }
    if (available - FRAME_HEAD_BYTES < length) {
      return INCOMPLETE;
    }
    return getInt(bytes, at + 4) == checksum(bytes, at, length)
        ? FRAME_HEAD_BYTES + length
        : DAMAGED;
  }

  /** The length that the frame at {@code at} claims, head included; may be absurd. */
  static long claimed(byte[] bytes, int at) {
    return FRAME_HEAD_BYTES + (long) (getInt(bytes, at) & ~SOURCE_MARK);
  }

  /** Whether the frame at {@code at} says whose entries follow. */
  static boolean isSource(byte[] bytes, int at) {
    return getInt(bytes, at) < 0;
  }

  /** The segment that a source frame at {@code at} names. */
  static long sourceOf(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(at + FRAME_HEAD_BYTES);
  }

  private static int checksum(byte[] bytes, int at, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, at, 4);
    checksum.update(bytes, at + FRAME_HEAD_BYTES, length);
    return (int) checksum.getValue();
  }

  private static int getInt(byte[] bytes, int at) {
    return (bytes[at] & 0xFF)
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | bytes[at + 3] << 24;
  }

  private static void putInt(byte[] bytes, int at, int value) {
    bytes[at] = (byte) value;
    bytes[at + 1] = (byte) (value >> 8);
    bytes[at + 2] = (byte) (value >> 16);
    bytes[at + 3] = (byte) (value >> 24);
  }
}
