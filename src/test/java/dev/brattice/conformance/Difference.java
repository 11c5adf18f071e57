package dev.brattice.conformance;

import java.util.Optional;

/**
 * A check that said one thing of the server alone and another through the gateway.
 *
 * @param check the check
 * @param direct what it said of the server alone; empty when it was not made
 * @param through what it said through the gateway; empty when it was not made
 */
public record Difference(Check check, Optional<Outcome> direct, Optional<Outcome> through) {
  /** Whether the gateway is to blame: something works without it and not through it. */
  public boolean isLoss() {
    Status before = direct.map(Outcome::status).orElse(Status.INFO);
    return through
        .map(Outcome::status)
        .map(
            after ->
                switch (after) {
                  case WARNING, FAILURE -> after.compareTo(before) > 0;
                  case SKIPPED -> before == Status.SUCCESS;
                  case INFO, SUCCESS -> false;
                })
        .orElse(before == Status.SUCCESS);
  }

  @Override
  public String toString() {
    return (isLoss() ? "lost    " : "changed ")
        + check
        + ": direct "
        + direct.map(Outcome::toString).orElse("not made")
        + ", through "
        + through.map(Outcome::toString).orElse("not made");
  }
}
