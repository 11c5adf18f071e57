package dev.brattice.proxy.aggregate;

import dev.brattice.json.JsonObject;
import dev.brattice.mcp.Answers;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Says that a list has changed once, where several servers, or one again and again, say so within a
 * moment: a client reads all of a list for each.
 */
final class Changes implements AutoCloseable {
  /** How long further changes are waited for, in milliseconds. */
  static final long REST_MILLIS = 200;

  private final Set<String> pending = ConcurrentHashMap.newKeySet();
  private final Consumer<JsonObject> toClient;
  private volatile boolean closed;

  Changes(Consumer<JsonObject> toClient) {
    this.toClient = toClient;
  }

  /** A server says that a list has changed: {@code notifications/…/list_changed}. */
  void happened(String method) {
    if (pending.add(method)) {
      Thread.ofVirtual().start(() -> tell(method));
    }
  }

  private void tell(String method) {
    try {
      Thread.sleep(REST_MILLIS);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      return;
    }
    // First: a change from here on is another one.
    pending.remove(method);
    if (!closed) {
      toClient.accept(Answers.notification(method));
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
