package dev.brattice.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Secrets that leave, and ordinary work that must not be taken for it. */
class ProvenanceFlowTest {
  static List<FlowCases.Flow> attacks() {
    return FlowCases.load("/attacks/provenance.jsonl");
  }

  static List<FlowCases.Flow> benign() {
    return FlowCases.load("/benign/provenance.jsonl");
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void recognisesWhatCameFromASecretFile(FlowCases.Flow flow) {
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
  void leavesOrdinaryWorkAlone(FlowCases.Flow flow) {
    Provenance provenance = FlowCases.trace(flow.source(), flow.arguments());
    assertEquals(List.of(), provenance.origins());
    assertEquals(Label.none(), provenance.label());
  }

  @Test
  void holdsEnoughCases() {
    assertTrue(attacks().size() >= 80, "attacks: " + attacks().size());
    assertTrue(benign().size() >= 60, "benign: " + benign().size());
  }
}
