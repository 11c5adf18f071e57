package dev.brattice.proxy;

import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.mcp.Methods;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one connection has to remember: requests under way in both directions, what was negotiated,
 * what is hidden. Bounded; shared by the two pumps.
 */
final class Session {
  /** The most requests under way in one direction; one more is refused. */
  static final int IN_FLIGHT_MAX = 10_000;

  /** The most hidden tools remembered by name; a server that has more is hidden altogether. */
  static final int HIDDEN_MAX = 10_000;

  /**
   * The longest name of a hidden tool that is remembered, in UTF-16 units; a server that has a
   * longer one is hidden altogether.
   */
  static final int HIDDEN_NAME_CHARS_MAX = 1_024;

  /**
   * The most cancelled requests whose late answers are still recognised; beyond it, the oldest go.
   */
  static final int CANCELLED_MAX = 1_000;

  private final Map<String, Pending> fromClient = new ConcurrentHashMap<>();
  private final Map<String, Pending> fromServer = new ConcurrentHashMap<>();
  private final Set<String> hiddenTools = ConcurrentHashMap.newKeySet();
  private volatile boolean hidesAll;

  /** Guards {@link #cancelled}. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<String, Pending> cancelled = new LinkedHashMap<>();
  private volatile boolean hasAnswered;
  private volatile String version = "";
  private volatile boolean elicits;

  /** Requests of the client that the server has not answered, by correlation of their ids. */
  Map<String, Pending> fromClient() {
    return fromClient;
  }

  /** Requests of the server that the client has not answered, by correlation of their ids. */
  Map<String, Pending> fromServer() {
    return fromServer;
  }

  /** The client no longer waits for {@code id}: it frees its place, and a late answer is known. */
  void cancel(RequestId id) {
    Pending pending = fromClient.remove(id.correlation());
    if (pending == null) {
      return;
    }
    lock.lock();
    try {
      cancelled.put(id.correlation(), pending.withoutContent());
      if (cancelled.size() > CANCELLED_MAX) {
        Iterator<String> oldest = cancelled.keySet().iterator();
        oldest.next();
        oldest.remove();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The server no longer waits for {@code id}: it frees its place, and a late answer is dropped.
   */
  void cancelOfServer(RequestId id) {
    fromServer.remove(id.correlation());
  }

  /** Whether the server ever answered a request. */
  boolean hasAnswered() {
    return hasAnswered;
  }

  /** The client's request that {@code id} answers, which is now answered. */
  Optional<Pending> answered(RequestId id) {
    Pending pending = fromClient.remove(id.correlation());
    if (pending != null) {
      return Optional.of(pending);
    }
    lock.lock();
    try {
      return Optional.ofNullable(cancelled.remove(id.correlation()));
    } finally {
      lock.unlock();
    }
  }

  /** From now on {@code tool} does not exist for the client. */
  void hide(String tool) {
    if (tool.length() > HIDDEN_NAME_CHARS_MAX
        || (hiddenTools.size() >= HIDDEN_MAX && !hiddenTools.contains(tool))) {
      hidesAll = true;
    } else {
      hiddenTools.add(tool);
    }
  }

  /** The definition of {@code tool} that was listed last may be seen. */
  void show(String tool) {
    hiddenTools.remove(tool);
  }

  /** Whether policy hides {@code tool} from the client. */
  boolean hides(String tool) {
    return hidesAll || hiddenTools.contains(tool);
  }

  /** Whether the negotiated revision has JSON-RPC batches: the first two only. */
  boolean allowsBatches() {
    return version.equals("2025-03-26") || version.equals("2024-11-05");
  }

  /** Whether the client can ask its user. */
  boolean clientElicits() {
    return elicits;
  }

  /** Learns from what the client says when it opens. */
  void learn(Message.Request request) {
    if (request.method().equals(Methods.INITIALIZE)) {
      elicits =
          request
              .params()
              .flatMap(params -> params.object("capabilities"))
              .filter(capabilities -> capabilities.has("elicitation"))
              .isPresent();
    }
  }

  /** Learns from the server's answer to what opened. */
  void learn(Message.Request request, Json result) {
    hasAnswered = true;
    if (request.method().equals(Methods.INITIALIZE) && result instanceof JsonObject object) {
      version = object.string("protocolVersion").orElse("");
    }
  }

  /** The roots in a client's answer to {@code roots/list}. */
  static Optional<JsonArray> roots(Json result) {
    return result instanceof JsonObject object ? object.array("roots") : Optional.empty();
  }
}
