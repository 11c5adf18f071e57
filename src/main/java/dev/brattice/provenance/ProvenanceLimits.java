package dev.brattice.provenance;

/**
 * Bounds on what provenance remembers and looks at. At each of them the answer becomes coarser,
 * never emptier: what can no longer be told apart is reported as {@code session-level}.
 *
 * @param fingerprintsMax fingerprints one index holds; at the bound a further tag's category
 *     applies to the whole domain
 * @param leafCharsMax UTF-16 units looked at in one string; at the bound the call counts as one
 *     that may hold anything known
 * @param traceCharsMax UTF-16 units looked at in one call, decoded readings included
 * @param originsMax origins reported for one call
 */
public record ProvenanceLimits(
    int fingerprintsMax, int leafCharsMax, int traceCharsMax, int originsMax) {
  /** A million fingerprints, strings of 4 Mi units, calls of 32 Mi units, 256 origins. */
  public static final ProvenanceLimits STANDARD =
      new ProvenanceLimits(1_000_000, 4 << 20, 32 << 20, 256);

  public ProvenanceLimits {
    if (fingerprintsMax < 1 || leafCharsMax < 1 || traceCharsMax < 1 || originsMax < 1) {
      throw new IllegalArgumentException("provenance limits must be positive");
    }
  }
}
