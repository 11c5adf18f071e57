package dev.brattice.proxy;

import dev.brattice.catalogue.Effect;
import dev.brattice.inspect.Inspection;
import dev.brattice.inspect.Severity;
import dev.brattice.policy.Obligation;
import dev.brattice.policy.Reason;
import dev.brattice.policy.Verdict;
import dev.brattice.provenance.Provenance;

/**
 * What was decided about a passage, and on what.
 *
 * @param verdict what is carried out
 * @param decided the word for what policy decided, whatever came of it: {@code allow | warn | ask |
 *     redact | deny}
 * @param outcome the word for it in records: {@code allowed | warned | held | redacted | blocked |
 *     error}
 * @param inspection what was found
 * @param provenance where the arguments came from
 * @param effect what the tool does to the world
 */
public record Ruling(
    Verdict verdict,
    String decided,
    String outcome,
    Inspection inspection,
    Provenance provenance,
    Effect effect) {

  /** The ruling about what could not even be read as a message. */
  static Ruling refused(String rule, String problem) {
    return new Ruling(
        new Verdict.Deny(new Reason(rule, problem, false, "")),
        "deny",
        "blocked",
        Inspection.clean(),
        Provenance.none(),
        Effect.UNKNOWN);
  }

  /** The ruling that {@code verdict} is before anything is made of it. */
  static Ruling of(Verdict verdict, Inspection inspection, Provenance provenance, Effect effect) {
    return new Ruling(
        verdict, word(verdict, inspection), "allowed", inspection, provenance, effect);
  }

  private static String word(Verdict verdict, Inspection inspection) {
    return switch (verdict) {
      case Verdict.Deny ignored -> "deny";
      case Verdict.Hold ignored -> "ask";
      case Verdict.Allow allow -> {
        if (allow.obligations().stream().anyMatch(one -> one instanceof Obligation.Redact)) {
          yield "redact";
        }
        yield allow.warned() || isSevere(inspection) ? "warn" : "allow";
      }
    };
  }

  /** Whether a person should see what was found. */
  private static boolean isSevere(Inspection inspection) {
    return inspection.severity().filter(worst -> worst.compareTo(Severity.WARN) >= 0).isPresent();
  }

  /** The same ruling with another verdict carried out. */
  Ruling with(Verdict other, String word) {
    return new Ruling(other, decided, word, inspection, provenance, effect);
  }

  /** Whether the message may not go on. */
  boolean denies() {
    return verdict instanceof Verdict.Deny;
  }
}
