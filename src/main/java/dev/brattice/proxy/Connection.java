package dev.brattice.proxy;

import dev.brattice.call.Direction;
import dev.brattice.call.ToolRef;
import dev.brattice.json.Json;
import dev.brattice.json.JsonObject;
import java.util.function.LongSupplier;

/**
 * What the two sides of a connection share.
 *
 * @param serverName what policy and records call the server
 * @param session what the connection remembers
 * @param outlets where messages go
 * @param readiness the point from which messages are judged
 * @param decisions mints decision ids
 * @param clock the wall clock, milliseconds since 1970 UTC, read once for a message
 */
record Connection(
    String serverName,
    Session session,
    Outlets outlets,
    Readiness readiness,
    DecisionIds decisions,
    LongSupplier clock) {
  /** A new passage of a message that names no tool: its method stands as one. */
  Passage passage(Direction direction, String method, JsonObject message) {
    return passage(direction, method, method, message);
  }

  /** A new passage of a message about {@code tool}. */
  Passage passage(Direction direction, String method, String tool, JsonObject message) {
    return new Passage(
        direction,
        method,
        new ToolRef(serverName, tool),
        message.get("params").orElse(JsonObject.empty()),
        decisions.next(),
        clock.getAsLong());
  }

  /** The passage of the answer to what {@code asked} was about: same decision, its own time. */
  Passage answer(Passage asked, Direction direction, Json content) {
    return new Passage(
        direction, asked.method(), asked.tool(), content, asked.decision(), clock.getAsLong());
  }
}
