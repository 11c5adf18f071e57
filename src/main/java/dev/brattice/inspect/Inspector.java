package dev.brattice.inspect;

import dev.brattice.json.JsonPlace;
import dev.brattice.json.JsonStrings;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the detectors over material. Stateless and thread-safe; what a detector throws reaches the
 * caller, who denies.
 */
public final class Inspector {
  /** The most findings of one inspection; beyond it the strongest are kept, and a note says so. */
  public static final int FINDINGS_MAX = FindingLimit.FINDINGS_MAX;

  /** The most touches of one inspection; beyond it the rest is left out, and a finding says so. */
  public static final int TOUCHES_MAX = FindingLimit.TOUCHES_MAX;

  private final List<Detector> detectors;

  /** An inspector that runs {@code detectors} in this order. */
  public Inspector(List<Detector> detectors) {
    this.detectors = List.copyOf(detectors);
  }

  /** What the detectors find in {@code material}. */
  public Inspection inspect(Material material, Observations observations) {
    return inspect(new Subject(material, observations, leaves(material)));
  }

  /** What the detectors find in {@code subject}. */
  public Inspection inspect(Subject subject) {
    var limit = new FindingLimit();
    for (Detector detector : detectors) {
      detector.inspect(subject, limit::add, limit::add);
    }
    return limit.inspection(subject);
  }

  /** The families whose detectors miss the attack made up to test them; empty when all work. */
  public List<Family> brokenDetectors() {
    List<Family> broken = new ArrayList<>();
    for (Detector detector : detectors) {
      if (!detector.catchesCanary()) {
        broken.add(detector.family());
      }
    }
    return List.copyOf(broken);
  }

  /** {@code material} walked once: its strings in document order, each with its role. */
  public static List<Leaf> leaves(Material material) {
    var leaves = new LeafList(material);
    JsonStrings.visit(material.tree(), leaves);
    return leaves.done();
  }

  /** Collects the strings, each with the member name that stands around it. */
  private static final class LeafList implements JsonStrings.Visitor {
    private final Roles roles;
    private final List<Leaf> leaves = new ArrayList<>();
    // Invariant: the shortened form of the whole name before it.
    private String wholeName = "";
    private String name = "";

    LeafList(Material material) {
      this.roles = new Roles(material.direction(), material.tool());
    }

    @Override
    public void string(JsonPlace place, String value, boolean isName) {
      Role role = roles.of(place.name(), value, isName);
      leaves.add(new Leaf(place, shortened(place.name()), value, role));
    }

    private String shortened(String written) {
      if (written.length() <= Leaf.NAME_CHARS_MAX) {
        return written;
      }
      if (!written.equals(wholeName)) {
        wholeName = written;
        name = written.substring(written.length() - Leaf.NAME_CHARS_MAX);
      }
      return name;
    }

    List<Leaf> done() {
      return leaves;
    }
  }
}
