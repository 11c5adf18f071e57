package dev.brattice.proxy;

import dev.brattice.audit.RiskPart;
import dev.brattice.catalogue.Effect;
import dev.brattice.inspect.Finding;
import dev.brattice.policy.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * How risky a message was, 0 to 100, as the sum of named parts: what was found, what it carried,
 * where it would go, what was decided. For sorting records; it decides nothing.
 */
public final class Risk {
  /** The highest score. */
  public static final int MAX = 100;

  private static final int SECOND_FINDING = 5;
  private static final int LABELLED_DATA = 40;
  private static final int DISGUISED = 10;
  private static final int LEAVES = 10;
  private static final int DENIED = 20;
  private static final int HELD = 10;

  private Risk() {}

  /** The parts of the score, each with its name; none where there is no risk. */
  public static List<RiskPart> parts(Ruling ruling) {
    List<RiskPart> parts = new ArrayList<>();
    add(parts, "findings", findings(ruling));
    add(parts, "provenance", provenance(ruling));
    boolean leaves = ruling.effect() == Effect.EGRESS;
    add(parts, "effect", leaves && !parts.isEmpty() ? LEAVES : 0);
    add(
        parts,
        "verdict",
        switch (ruling.verdict()) {
          case Verdict.Deny ignored -> DENIED;
          case Verdict.Hold ignored -> HELD;
          case Verdict.Allow ignored -> 0;
        });
    return parts;
  }

  /** The sum of {@code parts}, at most {@link #MAX}. */
  public static int score(List<RiskPart> parts) {
    int sum = 0;
    for (RiskPart part : parts) {
      sum += part.points();
    }
    return Math.min(MAX, sum);
  }

  private static void add(List<RiskPart> parts, String name, int points) {
    if (points > 0) {
      parts.add(new RiskPart(name, points));
    }
  }

  private static int findings(Ruling ruling) {
    int worst = 0;
    int grave = 0;
    for (Finding finding : ruling.inspection().findings()) {
      int points =
          switch (finding.severity()) {
            case NOTE -> 5;
            case WARN -> 20;
            case ASK -> 40;
            case BLOCK -> 70;
          };
      worst = Math.max(worst, points);
      grave += points >= 20 ? 1 : 0;
    }
    return grave > 1 ? worst + SECOND_FINDING : worst;
  }

  private static int provenance(Ruling ruling) {
    if (ruling.provenance().label().categories().isEmpty()) {
      return 0;
    }
    boolean disguised =
        ruling.provenance().origins().stream().anyMatch(origin -> !origin.disguise().isEmpty());
    return disguised ? LABELLED_DATA + DISGUISED : LABELLED_DATA;
  }
}
