package dev.brattice.audit;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * How far a segment goes.
 *
 * @param lines how many lines it has
 * @param bytes their length
 * @param hash the hash in the last of them, 64 hexadecimal digits
 */
record Head(long lines, long bytes, String hash) {
  /** The digits in a hash. */
  static final int HASH_CHARS = 64;

  /** What the first line of all has for the hash of the line before. */
  static final String NO_HASH = "0".repeat(HASH_CHARS);

  /** The hash as bytes. */
  byte[] hashBytes() {
    return HexFormat.of().parseHex(hash);
  }

  /** The hash of {@code bytes}. */
  static String hex(byte[] bytes, int from) {
    return HexFormat.of().formatHex(Arrays.copyOfRange(bytes, from, from + HASH_CHARS / 2));
  }
}
