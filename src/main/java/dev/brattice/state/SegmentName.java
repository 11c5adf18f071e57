package dev.brattice.state;

import java.util.Locale;
import java.util.Optional;

/**
 * The name of a file of a segment log.
 *
 * @param number given once per log, ascending
 * @param merged whether it holds what several finished segments held
 */
record SegmentName(long number, boolean merged) implements Comparable<SegmentName> {
  private static final String PLAIN = ".seg";
  private static final String MERGED = ".merged";
  private static final int DIGITS = 12;

  /** Reads a file's name; anything that we would not have written is foreign. */
  static Optional<SegmentName> parse(String file) {
    boolean merged = file.endsWith(MERGED);
    String ending = merged ? MERGED : PLAIN;
    if (!file.endsWith(ending) || file.length() != DIGITS + ending.length()) {
      return Optional.empty();
    }
    long number = 0;
    for (int i = 0; i < DIGITS; i++) {
      char c = file.charAt(i);
      if (c < '0' || c > '9') {
        return Optional.empty();
      }
      number = number * 10 + (c - '0');
    }
    return Optional.of(new SegmentName(number, merged));
  }

  /** The file's name. */
  String file() {
    return String.format(Locale.ROOT, "%0" + DIGITS + "d", number) + (merged ? MERGED : PLAIN);
  }

  @Override
  public int compareTo(SegmentName other) {
    return Long.compare(number, other.number);
  }
}
