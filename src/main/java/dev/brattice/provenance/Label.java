package dev.brattice.provenance;

import java.util.Set;
import java.util.TreeSet;

/**
 * What is known about where data may go and how far it can be believed. Joining only grows the
 * categories and only lowers the integrity.
 *
 * @param categories confidentiality: {@code secret}, {@code pii}, {@code internal}, or the
 *     operator's own
 * @param integrity on whose word it stands
 */
public record Label(Set<String> categories, Integrity integrity) {
  private static final Label PUBLIC = new Label(Set.of(), Integrity.SYSTEM);

  public Label {
    categories = Set.copyOf(categories);
  }

  /** On whose word data stands, strongest last. */
  public enum Integrity {
    EXTERNAL,
    ORGANISATION,
    USER,
    SYSTEM
  }

  /** No category, the system's word: the neutral element of {@link #join}. */
  public static Label none() {
    return PUBLIC;
  }

  /** The label of data that both labels apply to. */
  public Label join(Label other) {
    var both = new TreeSet<>(categories);
    both.addAll(other.categories);
    return new Label(both, integrity.compareTo(other.integrity) < 0 ? integrity : other.integrity);
  }
}
