package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.JsonObject;
import java.util.Optional;

/** What the answer to a stopped call looks like. */
final class Denied {
  private static final String DECISION = "dev.brattice/decision";

  private Denied() {}

  /** Fails unless {@code answer} says that the call was stopped, as an agent can read it. */
  static void assertDenied(JsonObject answer) {
    String all = Canonical.of(answer);
    JsonObject result = answer.object("result").orElse(JsonObject.empty());
    assertEquals(Optional.of(true), result.bool("isError"), all);
    assertTrue(hasDecision(answer), all);
    assertFalse(Peer.text(answer).isBlank(), all);
    assertFalse(result.has("structuredContent"), all);
    assertFalse(all.contains(Calls.SECRET), "the answer repeats the secret");
  }

  /** Whether {@code answer} carries a decision of ours. */
  static boolean hasDecision(JsonObject answer) {
    return answer
        .object("result")
        .flatMap(result -> result.object("_meta"))
        .filter(meta -> meta.has(DECISION))
        .isPresent();
  }
}
