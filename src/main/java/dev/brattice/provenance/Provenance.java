package dev.brattice.provenance;

import java.util.List;

/**
 * Where the arguments of a call came from.
 *
 * @param origins the earlier results that spans of them were recognised from
 * @param label the join of what is known about those
 * @param position how much of the domain's tag log was folded when this was worked out
 */
public record Provenance(List<Origin> origins, Label label, long position) {
  public Provenance {
    origins = List.copyOf(origins);
  }

  /** Nothing recognised, nothing folded. */
  public static Provenance none() {
    return new Provenance(List.of(), Label.none(), 0);
  }
}
