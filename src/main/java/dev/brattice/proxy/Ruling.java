package dev.brattice.proxy;

import dev.brattice.catalogue.Effect;
import dev.brattice.inspect.Inspection;
import dev.brattice.policy.Reason;
import dev.brattice.policy.Verdict;
import dev.brattice.provenance.Provenance;

/**
 * What was decided about a passage, and on what.
 *
 * @param verdict what is carried out
 * @param outcome the word for it in records: {@code allowed | warned | held | redacted | blocked |
 *     error}
 * @param inspection what was found
 * @param provenance where the arguments came from
 * @param effect what the tool does to the world
 */
public record Ruling(
    Verdict verdict, String outcome, Inspection inspection, Provenance provenance, Effect effect) {

  /** The ruling about what could not even be read as a message. */
  static Ruling refused(String rule, String problem) {
    return new Ruling(
        new Verdict.Deny(new Reason(rule, problem, false, "")),
        "blocked",
        Inspection.clean(),
        Provenance.none(),
        Effect.UNKNOWN);
  }

  /** The same ruling with another verdict. */
  Ruling with(Verdict other, String word) {
    return new Ruling(other, word, inspection, provenance, effect);
  }

  /** Whether the message may not go on. */
  boolean denies() {
    return verdict instanceof Verdict.Deny;
  }
}
