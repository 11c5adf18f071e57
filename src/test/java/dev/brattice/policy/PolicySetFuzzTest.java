package dev.brattice.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.brattice.inspect.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any policy file is refused with a sentence, or decides. */
class PolicySetFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void parsesOrRefusesAndThenDecides(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    PolicySet policy;
    try {
      policy = PolicySet.parse(List.of(new PolicySource("p", text)), DefaultAction.ALLOW);
    } catch (PolicyException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
      return;
    }
    Facts facts =
        FactsSketch.call("s", "a")
            .finding("shell.x", dev.brattice.inspect.Family.SHELL, Severity.WARN)
            .facts();
    assertNotNull(policy.decide(facts));
    assertEquals(policy.decide(facts), policy.decide(facts));
    assertNotNull(policy.digest());
  }
}
