package dev.brattice.proxy;

import dev.brattice.call.Direction;
import dev.brattice.call.ToolDefinition;
import dev.brattice.enforce.Annotation;
import dev.brattice.enforce.Redaction;
import dev.brattice.json.Json;
import dev.brattice.json.JsonObject;
import dev.brattice.policy.Obligation;
import dev.brattice.policy.Reason;
import dev.brattice.policy.Verdict;
import java.util.List;
import java.util.Optional;

/** Makes of a message what its verdict wants to go on. */
final class Shaping {
  private Shaping() {}

  /** The content that goes on, and the ruling that was carried out: a denial where it could not. */
  record Shaped(Json content, Ruling ruling) {}

  /**
   * Carries out {@code ruling} on {@code passage}.
   *
   * @param notes notes about the call that this answers, which the model gets with the answer
   */
  static Shaped shape(
      Passage passage, Ruling ruling, List<Obligation> notes, Ready ready, Outlets outlets) {
    return switch (ruling.verdict()) {
      case Verdict.Deny ignored -> new Shaped(passage.tree(), ruling);
      case Verdict.Hold hold ->
          // Only a call can wait: nobody could take back what an agent has read meanwhile.
          new Shaped(passage.tree(), ruling.with(new Verdict.Deny(hold.reason()), "blocked"));
      case Verdict.Allow allow -> {
        Optional<Json> content = Optional.of(passage.tree());
        for (Obligation obligation : allow.obligations()) {
          content = content.flatMap(here -> apply(obligation, here, passage, ready, outlets));
        }
        for (Obligation note : notes) {
          content = content.flatMap(here -> apply(note, here, passage, ready, outlets));
        }
        yield content.isPresent()
            ? new Shaped(content.get(), ruling)
            : new Shaped(passage.tree(), ruling.with(impossible(allow.reason()), "blocked"));
      }
    };
  }

  private static Optional<Json> apply(
      Obligation obligation, Json content, Passage passage, Ready ready, Outlets outlets) {
    return switch (obligation) {
      case Obligation.Redact redact ->
          Redaction.mask(content, redact.spans(), outputSchema(passage, ready));
      case Obligation.Annotate annotate ->
          passage.direction() == Direction.RESULT
              ? Annotation.add(content, annotate.note())
              : Optional.of(content);
      case Obligation.Notify notify -> {
        outlets.say(notify.note() + " (" + passage.decision() + ")");
        yield Optional.of(content);
      }
      // Counted when it was decided.
      case Obligation.Throttle ignored -> Optional.of(content);
      case Obligation.Confine ignored -> Optional.empty();
    };
  }

  private static Optional<JsonObject> outputSchema(Passage passage, Ready ready) {
    return ready.catalogue().find(passage.tool()).flatMap(ToolDefinition::outputSchema);
  }

  private static Verdict impossible(Reason reason) {
    return new Verdict.Deny(
        new Reason(
            reason.rule(),
            "policy wants this message changed in a way that it cannot be, so it is denied.",
            false,
            reason.owasp()));
  }

  /**
   * {@code message} with {@code content} as its {@code member}; unchanged where that is the same.
   */
  static JsonObject replaced(JsonObject message, String member, Passage passage, Json content) {
    return content == passage.tree() ? message : message.with(member, content);
  }

  /** The notes that a ruling about a call leaves for its answer. */
  static List<Obligation> notes(Ruling ruling) {
    return ruling.verdict().obligations().stream()
        .filter(obligation -> obligation instanceof Obligation.Annotate)
        .toList();
  }
}
