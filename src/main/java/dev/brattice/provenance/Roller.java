package dev.brattice.provenance;

/**
 * Fingerprints every window of {@code k} units of a text in constant time each. A window and its
 * reverse have one fingerprint, so text spelt backwards is recognised at no cost.
 */
final class Roller {
  private final int k;
  private final long salt;
  private final long base;
  private final long inverse;
  private final long[] powers;
  private final long top;
  private long forward;
  private long backward;

  Roller(GramHash hash, int k, GramHash.Use use) {
    this.k = k;
    this.salt = hash.salt(use);
    this.base = hash.base();
    this.inverse = hash.inverse();
    this.powers = new long[k];
    for (int i = 0; i < k; i++) {
      powers[i] = hash.power(i);
    }
    this.top = powers[k - 1];
  }

  void reset() {
    forward = 0;
    backward = 0;
  }

  /**
   * Takes in the unit {@code i}; must be called for i = 0, 1, 2 … after a reset.
   *
   * @param symbols what {@link GramHash#symbol} makes of each unit
   * @return the fingerprint of the window that ends with it; without meaning while i < k - 1
   */
  long push(long[] symbols, int i) {
    long in = symbols[i];
    if (i < k) {
      forward = forward * base + in;
      backward += in * powers[i];
    } else {
      long out = symbols[i - k];
      forward = (forward - out * top) * base + in;
      backward = (backward - out) * inverse + in * top;
    }
    return GramHash.mix(Math.min(forward, backward) ^ salt);
  }
}
