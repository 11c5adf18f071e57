package dev.brattice.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Secrets that leave encoded, and ordinary encoded matter. */
class ProvenanceDisguiseTest {
  static List<FlowCases.Flow> attacks() {
    return FlowCases.load("/attacks/provenance-disguised.jsonl");
  }

  static List<FlowCases.Flow> benign() {
    return FlowCases.load("/benign/provenance-disguised.jsonl");
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void recognisesWhatLeavesEncoded(FlowCases.Flow flow) {
    Provenance provenance = FlowCases.trace(flow.source(), flow.arguments());
    assertFalse(provenance.origins().isEmpty(), "no origin");
    assertEquals(Set.of("secret"), provenance.label().categories());
    if (!flow.match().isEmpty()) {
      assertTrue(
          provenance.origins().stream().anyMatch(origin -> origin.match().equals(flow.match())),
          () -> "matched as " + provenance.origins().stream().map(Origin::match).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("benign")
  void leavesOrdinaryEncodedMatterAlone(FlowCases.Flow flow) {
    assertEquals(List.of(), FlowCases.trace(flow.source(), flow.arguments()).origins());
  }

  @Test
  void holdsEnoughCases() {
    assertTrue(attacks().size() >= 40, "attacks: " + attacks().size());
  }
}
