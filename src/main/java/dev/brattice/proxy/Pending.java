package dev.brattice.proxy;

import dev.brattice.call.Message;
import dev.brattice.json.JsonObject;
import java.util.Optional;

/**
 * A request that was forwarded and is not answered yet.
 *
 * @param request what was asked
 * @param passage how it was judged
 * @param judged what was decided, and by what; empty for one that opened the session before the
 *     detectors were ready
 */
record Pending(Message.Request request, Passage passage, Optional<Judged> judged) {
  /**
   * A decision.
   *
   * @param by what decided, and decides about the answer too: a reload meanwhile is for others
   */
  record Judged(Ruling ruling, Ready by) {}

  /** What was decided. */
  Optional<Ruling> ruling() {
    return judged.map(Judged::ruling);
  }

  /** The same without what was asked: enough to know a late answer by. */
  Pending withoutContent() {
    return new Pending(
        new Message.Request(request.id(), request.method(), request.tree().without("params")),
        new Passage(
            passage.direction(),
            passage.method(),
            passage.tool(),
            JsonObject.empty(),
            passage.decision(),
            passage.nowMillis()),
        judged);
  }
}
