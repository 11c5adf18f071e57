package dev.brattice.proxy.aggregate;

import dev.brattice.json.Json;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.util.Optional;

/**
 * Ids of servers' tasks (MCP 2025-11-25, Utilities, Tasks) as clients see them: like addresses of
 * resources, {@code <server>+<id>}, so that no table has to remember whose each is.
 */
final class Tasks {
  /** What lists them. */
  static final String LIST = "tasks/list";

  /** The member of its answer that holds them. */
  static final String MEMBER = "tasks";

  private static final String ID = "taskId";
  private static final String RELATED = "io.modelcontextprotocol/related-task";

  private Tasks() {}

  /** Whose task {@code params} name. */
  static Optional<Uris.Placed> inward(JsonObject params) {
    return params.string(ID).flatMap(Uris::inward);
  }

  /** {@code params} with the id that the server knows. */
  static JsonObject named(JsonObject params, String id) {
    return params.with(ID, new JsonString(id));
  }

  /** A task, or what else names one, as clients see it. */
  static JsonObject outward(JsonObject task, String server) {
    return Uris.outward(task, ID, server);
  }

  /** A result of {@code server}: it may be a task, hold a new one, or belong to one. */
  static JsonObject inResult(JsonObject result, String method, String server) {
    JsonObject changed = related(result, server);
    Optional<JsonObject> made = changed.object("task");
    if (made.isPresent() && made.get().has(ID)) {
      return changed.with("task", outward(made.get(), server));
    }
    return method.equals("tasks/get") || method.equals("tasks/cancel")
        ? outward(changed, server)
        : changed;
  }

  /** A message of {@code server} with params that belong to a task. */
  static JsonObject inMessage(JsonObject message, String server) {
    Optional<JsonObject> params = message.object("params");
    return params.isPresent() ? message.with("params", related(params.get(), server)) : message;
  }

  private static JsonObject related(JsonObject holder, String server) {
    return related(holder, task -> outward(task, server));
  }

  /** {@code holder}, which a client sends to {@code server}, as that knows its own task. */
  static JsonObject back(JsonObject holder, String server) {
    return related(
        holder,
        task ->
            inward(task)
                .filter(placed -> placed.server().equals(server))
                .map(placed -> named(task, placed.uri()))
                .orElse(task));
  }

  private interface Change {
    JsonObject of(JsonObject task);
  }

  private static JsonObject related(JsonObject holder, Change change) {
    Optional<JsonObject> meta = holder.object("_meta");
    Optional<Json> task = meta.flatMap(it -> it.get(RELATED));
    return task.isPresent() && task.get() instanceof JsonObject named
        ? holder.with("_meta", meta.orElseThrow().with(RELATED, change.of(named)))
        : holder;
  }
}
