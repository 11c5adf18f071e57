package dev.brattice.inspect;

import dev.brattice.inspect.text.View;
import dev.brattice.inspect.text.Views;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Material made ready for the detectors: walked once, every string with its role and, on demand and
 * then kept, its readings. Belongs to one exchange and its thread.
 */
public final class Subject {
  private final Material material;
  private final Observations observations;
  private final List<Leaf> leaves;
  private final IdentityHashMap<Leaf, List<View>> views = new IdentityHashMap<>();

  /**
   * A subject.
   *
   * @param material what is inspected
   * @param observations what was looked up for it
   * @param leaves every string in document order, member names included
   */
  public Subject(Material material, Observations observations, List<Leaf> leaves) {
    this.material = material;
    this.observations = observations;
    this.leaves = List.copyOf(leaves);
  }

  /** What is inspected. */
  public Material material() {
    return material;
  }

  /** What was looked up for it. */
  public Observations observations() {
    return observations;
  }

  /** Every string in document order, member names included. */
  public List<Leaf> leaves() {
    return leaves;
  }

  /** The readings of {@code leaf}, one of {@link #leaves()}; made once for all detectors. */
  public List<View> views(Leaf leaf) {
    return views.computeIfAbsent(leaf, key -> Views.of(key.value()));
  }
}
