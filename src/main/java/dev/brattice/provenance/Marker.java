package dev.brattice.provenance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes {@link Mark}s of values and prose. Not thread-safe. */
final class Marker {
  /** Units of a window of a value. */
  static final int VALUE_K = 8;

  /** Values from this many folded units on are recognised by windows, so also in part. */
  static final int WINDOWED_UNITS_MIN = 12;

  /** Shorter words must be spelt alike to be recognised. */
  static final int FOLDED_WORD_UNITS_MIN = 8;

  /** Longer values are fingerprinted as prose. */
  static final int VALUE_UNITS_MAX = 2_048;

  /** Units of a window of prose. */
  static final int TEXT_K = 24;

  /** Of so many windows in a row one is kept: that with the least fingerprint (winnowing). */
  static final int TEXT_W = 9;

  /** Every shared run of this many folded units holds a window that was kept. */
  static final int TEXT_RUN_UNITS = TEXT_W + TEXT_K - 1;

  /** Prose is cut into stretches of this many folded units, which overlap by a run. */
  static final int STRETCH_UNITS = 16_384;

  private final GramHash hash;
  private final Roller values;
  private final Roller texts;

  Marker(GramHash hash) {
    this.hash = hash;
    this.values = new Roller(hash, VALUE_K, GramHash.Use.VALUE_GRAM);
    this.texts = new Roller(hash, TEXT_K, GramHash.Use.TEXT_GRAM);
  }

  /** The marks of a secret value; empty where nothing of it survives folding. */
  List<Mark> value(String value) {
    FoldedText fold = FoldedText.of(value);
    int length = fold.length();
    if (length == 0) {
      return List.of();
    }
    if (length > VALUE_UNITS_MAX) {
      return texts(fold);
    }
    int rate = (int) (Surprisal.rate(fold.units(), 0, length) * 100);
    long whole = hash.whole(fold.units(), 0, length);
    int from = fold.start(0);
    int to = fold.end(length - 1);
    if (length < WINDOWED_UNITS_MIN) {
      long[] lower = {hash.lower(value, from, to)};
      return List.of(
          new Mark(
              Mark.Kind.WORD,
              length,
              rate,
              0,
              whole,
              hash.raw(value, from, to),
              lower,
              new int[1]));
    }
    long[] grams = new long[length - VALUE_K + 1];
    int[] offsets = new int[grams.length];
    long[] symbols = symbols(fold.units(), length);
    values.reset();
    for (int i = 0; i < length; i++) {
      long gram = values.push(symbols, i);
      int offset = i - VALUE_K + 1;
      if (offset >= 0) {
        grams[offset] = gram;
        offsets[offset] = offset;
      }
    }
    int prefix = Math.min(KnownPrefix.units(value), length);
    long raw = hash.raw(value, from, to);
    return List.of(new Mark(Mark.Kind.VALUE, length, rate, prefix, whole, raw, grams, offsets));
  }

  /** The marks of prose; none where it is too short to be recognised. */
  List<Mark> prose(String prose) {
    return texts(FoldedText.of(prose));
  }

  private List<Mark> texts(FoldedText fold) {
    List<Mark> marks = new ArrayList<>();
    for (int from = 0; from < fold.length(); from += STRETCH_UNITS - TEXT_RUN_UNITS) {
      text(fold.units(), from, Math.min(fold.length(), from + STRETCH_UNITS)).ifPresent(marks::add);
    }
    return marks;
  }

  private Optional<Mark> text(char[] units, int from, int to) {
    int windows = to - from - TEXT_K + 1;
    if (windows < 1) {
      return Optional.empty();
    }
    char[] stretch = java.util.Arrays.copyOfRange(units, from, to);
    long[] all = new long[windows];
    long[] symbols = symbols(stretch, stretch.length);
    texts.reset();
    for (int i = 0; i < stretch.length; i++) {
      long gram = texts.push(symbols, i);
      if (i >= TEXT_K - 1) {
        all[i - TEXT_K + 1] = gram;
      }
    }
    long[] grams = new long[windows];
    int[] offsets = new int[windows];
    int kept = winnow(all, grams, offsets);
    int rate = (int) (Surprisal.rate(stretch, 0, stretch.length) * 100);
    return Optional.of(
        new Mark(
            Mark.Kind.TEXT,
            stretch.length,
            rate,
            0,
            hash.whole(stretch, 0, stretch.length),
            0,
            java.util.Arrays.copyOf(grams, kept),
            java.util.Arrays.copyOf(offsets, kept)));
  }

  private long[] symbols(char[] units, int length) {
    long[] symbols = new long[length];
    hash.symbols(units, length, symbols);
    return symbols;
  }

  /** Keeps the least of every {@link #TEXT_W} windows in a row; returns how many. */
  private static int winnow(long[] all, long[] grams, int[] offsets) {
    int kept = 0;
    int least = -1;
    for (int end = Math.min(TEXT_W, all.length) - 1; end < all.length; end++) {
      int start = Math.max(0, end - TEXT_W + 1);
      if (least < start) {
        least = start;
        for (int i = start + 1; i <= end; i++) {
          least = all[i] <= all[least] ? i : least;
        }
      } else if (all[end] < all[least]) {
        // Not at a tie, or a text of one repeated window would keep them all.
        least = end;
      }
      if (kept == 0 || offsets[kept - 1] != least) {
        grams[kept] = all[least];
        offsets[kept++] = least;
      }
    }
    return kept;
  }
}
