package dev.brattice.audit;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The name of a segment of evidence.
 *
 * @param ordinal its place among the segments of the folder, from 1, without gaps
 * @param startMillis when it was begun, milliseconds since 1970 UTC
 * @param pid the process that wrote it
 */
record SegmentId(long ordinal, long startMillis, long pid) implements Comparable<SegmentId> {
  static final String LINES = ".jsonl";
  static final String HEAD = ".head";
  private static final int ORDINAL_DIGITS = 8;
  private static final int DIGITS_MAX = 18;

  /** Reads the name of a file that ends with {@code ending}; foreign names are empty. */
  static Optional<SegmentId> parse(Path file, String ending) {
    Path name = file.getFileName();
    String text = name == null ? "" : name.toString();
    if (!text.endsWith(ending)) {
      return Optional.empty();
    }
    return parse(text.substring(0, text.length() - ending.length()));
  }

  /** Reads what {@link #toString} writes. */
  static Optional<SegmentId> parse(String text) {
    int first = text.indexOf('-');
    int second = text.indexOf('-', first + 1);
    if (first < ORDINAL_DIGITS || second < 0) {
      return Optional.empty();
    }
    long ordinal = number(text.substring(0, first));
    long millis = number(text.substring(first + 1, second));
    long pid = number(text.substring(second + 1));
    if (ordinal < 1 || millis < 0 || pid < 0) {
      return Optional.empty();
    }
    SegmentId id = new SegmentId(ordinal, millis, pid);
    // One spelling only: two files never have one name.
    return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
  }

  private static long number(String digits) {
    if (digits.isEmpty() || digits.length() > DIGITS_MAX) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  @Override
  public int compareTo(SegmentId other) {
    int order = Long.compare(ordinal, other.ordinal);
    if (order == 0) {
      order = Long.compare(startMillis, other.startMillis);
    }
    return order == 0 ? Long.compare(pid, other.pid) : order;
  }

  @Override
  public String toString() {
    String digits = Long.toString(ordinal);
    return "0".repeat(Math.max(0, ORDINAL_DIGITS - digits.length()))
        + digits
        + '-'
        + startMillis
        + '-'
        + pid;
  }
}
