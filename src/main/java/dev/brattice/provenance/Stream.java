package dev.brattice.provenance;

import dev.brattice.inspect.Leaf;
import dev.brattice.inspect.Locus;
import dev.brattice.inspect.text.View;
import java.util.ArrayList;
import java.util.List;

/**
 * Folded text that is searched in one go: several strings in a row, so that a value cut in pieces
 * is still found, or one reading of one string. Each part knows where it stands. Reusable.
 */
final class Stream {
  private final FoldedText fold = new FoldedText();
  private final List<Part> parts = new ArrayList<>();
  private long[] prefixes = new long[0];
  private boolean prefixed;
  private long[] symbols = new long[0];

  /**
   * One string of the stream.
   *
   * @param from its first folded unit
   * @param leaf the string that it stands in
   * @param view the reading of it
   */
  record Part(int from, Leaf leaf, View view) {}

  void clear() {
    fold.clear();
    parts.clear();
    prefixed = false;
    if (symbols.length > fold.units().length) {
      prefixes = new long[0];
      symbols = new long[0];
    }
  }

  /** Appends the first {@code limit} units of a reading. */
  void append(Leaf leaf, View view, int limit) {
    parts.add(new Part(fold.length(), leaf, view));
    fold.append(view.text(), limit);
  }

  FoldedText fold() {
    return fold;
  }

  int length() {
    return fold.length();
  }

  /** The part that holds the folded unit {@code i}. */
  int part(int i) {
    int low = 0;
    int high = parts.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (parts.get(middle).from() <= i) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** The part {@code index}. */
  Part get(int index) {
    return parts.get(index);
  }

  /** The place of the units {@code [from, to)} that lie in the part {@code index}. */
  Locus locus(int index, int from, int to) {
    Part part = parts.get(index);
    int end = index + 1 < parts.size() ? parts.get(index + 1).from() : fold.length();
    int first = Math.max(from, part.from());
    int last = Math.min(to, end) - 1;
    return part.view().locus(part.leaf(), fold.start(first), fold.end(last));
  }

  /** What {@link GramHash#symbol} makes of each unit; called once when all is appended. */
  long[] symbols(GramHash hash) {
    if (symbols.length < fold.length()) {
      symbols = new long[fold.units().length];
    }
    hash.symbols(fold.units(), fold.length(), symbols);
    return symbols;
  }

  /**
   * The polynomial hash of the units {@code [from, to)}, after linear work once; {@link #symbols}
   * must have been called.
   */
  long hash(GramHash hash, int from, int to) {
    if (!prefixed) {
      prefix(hash);
    }
    return hash.between(prefixes[from], prefixes[to], to - from);
  }

  private void prefix(GramHash hash) {
    int length = fold.length();
    if (prefixes.length <= length) {
      prefixes = new long[fold.units().length + 1];
    }
    prefixes[0] = 0;
    for (int i = 0; i < length; i++) {
      prefixes[i + 1] = hash.append(prefixes[i], symbols[i]);
    }
    prefixed = true;
  }
}
