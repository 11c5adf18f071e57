package dev.brattice.bench;

import java.util.Arrays;

/** Figures measured alike. Immutable. */
final class Sample {
  private final double[] sorted;

  private Sample(double[] sorted) {
    this.sorted = sorted;
  }

  /** A sample of at least one figure. */
  static Sample of(double... figures) {
    if (figures.length == 0) {
      throw new IllegalArgumentException("expected at least one figure");
    }
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return new Sample(sorted);
  }

  /** A sample of times in microseconds from nanoseconds. */
  static Sample ofNanos(long[] nanos) {
    return of(Arrays.stream(nanos).mapToDouble(value -> value / 1e3).toArray());
  }

  /** The smallest figure that at least {@code percent} of the sample do not exceed. */
  double percentile(double percent) {
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }

  double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double smallest() {
    return sorted[0];
  }
}
