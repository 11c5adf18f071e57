package dev.brattice.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brattice.inspect.Family;
import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Locus;
import dev.brattice.inspect.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionsTest {
  private static Finding finding(String rule, Severity severity) {
    return new Finding(
        rule, Family.INSTRUCTIONS, severity, 1, new Locus("", 0, 0), "reason", "", "ASI01", "");
  }

  @Test
  void aFloodOfNotesDoesNotPushOutWhatBlocks() {
    List<Finding> kept = new ArrayList<>();
    for (int tool = 0; tool < 50; tool++) {
      Definitions.keep(kept, Collections.nCopies(100, finding("weak", Severity.NOTE)));
      Definitions.keep(kept, List.of(finding("strong " + tool, Severity.BLOCK)));
    }
    assertEquals(Definitions.FINDINGS_MAX, kept.size());
    for (int tool = 0; tool < 50; tool++) {
      assertEquals("strong " + tool, kept.get(tool).rule());
    }
  }

  @Test
  void belowTheBoundKeepsTheOrder() {
    List<Finding> kept = new ArrayList<>();
    Definitions.keep(kept, List.of(finding("a", Severity.NOTE)));
    Definitions.keep(kept, List.of(finding("b", Severity.BLOCK)));
    assertEquals(List.of("a", "b"), kept.stream().map(Finding::rule).toList());
  }
}
