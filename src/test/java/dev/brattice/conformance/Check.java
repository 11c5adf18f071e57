package dev.brattice.conformance;

/**
 * One of the suite's checks.
 *
 * @param scenario the scenario that makes it
 * @param id its identifier, unique within the scenario
 */
public record Check(String scenario, String id) implements Comparable<Check> {
  @Override
  public int compareTo(Check other) {
    int byScenario = scenario.compareTo(other.scenario);
    return byScenario != 0 ? byScenario : id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return scenario + " / " + id;
  }
}
