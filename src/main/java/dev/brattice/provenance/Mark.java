package dev.brattice.provenance;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keyed fingerprints of one sensitive value, or of a stretch of sensitive prose. Nothing of the
 * text can be read from it. Immutable.
 */
public final class Mark {
  /** What was fingerprinted. */
  enum Kind {
    /** One value, too short for windows: it is recognised whole, as a word. */
    WORD(0),
    /** One value, by all its windows. */
    VALUE(1),
    /** Prose, by enough of its windows that none of {@link Marker#TEXT_RUN_UNITS} is missed. */
    TEXT(2);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** Its number in the log. */
    int code() {
      return code;
    }
  }

  private final Kind kind;
  private final int length;
  private final int rateHundredths;
  private final int prefix;
  private final long whole;
  private final long spelling;
  private final long[] grams;
  private final int[] offsets;

  /**
   * Fingerprints.
   *
   * @param length folded units of the text
   * @param rateHundredths evidence in each of them, in hundredths of a bit
   * @param prefix units at the start that are worth nothing as evidence
   * @param whole fingerprint of the whole folded text
   * @param spelling fingerprint of its spelling
   * @param grams fingerprints of its windows; given away by the caller
   * @param offsets where these begin; given away by the caller
   */
  Mark(
      Kind kind,
      int length,
      int rateHundredths,
      int prefix,
      long whole,
      long spelling,
      long[] grams,
      int[] offsets) {
    if (length < 1 || rateHundredths < 0 || prefix < 0 || grams.length != offsets.length) {
      throw new IllegalArgumentException("expected fingerprints that belong to one text");
    }
    this.kind = kind;
    this.length = length;
    this.rateHundredths = rateHundredths;
    this.prefix = prefix;
    this.whole = whole;
    this.spelling = spelling;
    this.grams = grams;
    this.offsets = offsets;
  }

  Kind kind() {
    return kind;
  }

  int length() {
    return length;
  }

  int rateHundredths() {
    return rateHundredths;
  }

  double rate() {
    return rateHundredths / 100.0;
  }

  int prefix() {
    return prefix;
  }

  long whole() {
    return whole;
  }

  long spelling() {
    return spelling;
  }

  /** How many windows it has. */
  int grams() {
    return grams.length;
  }

  long gram(int i) {
    return grams[i];
  }

  int offset(int i) {
    return offsets[i];
  }

  /** What it costs to remember it. */
  int fingerprints() {
    return grams.length + 2;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Mark mark
        && kind == mark.kind
        && length == mark.length
        && rateHundredths == mark.rateHundredths
        && prefix == mark.prefix
        && whole == mark.whole
        && spelling == mark.spelling
        && Arrays.equals(grams, mark.grams)
        && Arrays.equals(offsets, mark.offsets);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(whole);
  }

  @Override
  public String toString() {
    return "Mark[" + kind + ", " + length + "]";
  }
}
