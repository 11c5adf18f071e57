package dev.brattice.inspect.text;

import dev.brattice.inspect.Leaf;
import dev.brattice.inspect.Locus;

/**
 * One reading of a text.
 *
 * @param text what it reads as
 * @param disguise the decodings that showed it, outermost first, such as {@code base64>hex}; empty
 *     for the text as it stands
 * @param start first UTF-16 unit of the original that this reading was made from
 * @param end one past the last
 */
public record View(String text, String disguise, int start, int end) {
  /** Whether this is the text as it stands. */
  public boolean isOriginal() {
    return disguise.isEmpty();
  }

  /**
   * The place in {@code leaf} of the span {@code [from, to)} of this reading: exact in the text as
   * it stands, the whole encoded run in a decoded one.
   */
  public Locus locus(Leaf leaf, int from, int to) {
    return isOriginal() ? leaf.locus(from, to) : leaf.locus(start, end);
  }
}
