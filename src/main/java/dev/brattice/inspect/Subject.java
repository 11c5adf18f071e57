package dev.brattice.inspect;

import java.util.List;

/**
 * Material made ready for the detectors: walked once, every string with its role.
 *
 * @param material what is inspected
 * @param observations what was looked up for it
 * @param leaves every string in document order, member names included
 */
public record Subject(Material material, Observations observations, List<Leaf> leaves) {
  public Subject {
    leaves = List.copyOf(leaves);
  }
}
