package dev.brattice.upstream;

import dev.brattice.call.RequestId;
import dev.brattice.json.JsonObject;
import dev.brattice.mcp.Answers;
import dev.brattice.mcp.Methods;
import dev.brattice.mcp.SessionBridge;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Hears for one client what changes on a server without sessions, which only says so to those who
 * ask: one request that lasts, made anew when the client wants to hear of other resources.
 */
final class SessionlessNews {
  /** How many resources one client may want to hear of; beyond it, the rest stays unheard. */
  static final int RESOURCES_MAX = 1_000;

  /** How often in a row a stream that brought nothing is asked for again. */
  static final int TRIES_MAX = 5;

  private static final long RETRY_MILLIS = 1_000;

  private final Consumer<JsonObject> server;
  private final Supplier<RequestId> ids;

  /** Guards what follows. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Set<String> resources = new LinkedHashSet<>();
  private JsonObject capabilities = JsonObject.empty();
  private Optional<RequestId> stream = Optional.empty();
  private int barren;

  SessionlessNews(Consumer<JsonObject> server, Supplier<RequestId> ids) {
    this.server = server;
    this.ids = ids;
  }

  /** What the server said that it can do. */
  void changing(JsonObject announced) {
    lock.lock();
    try {
      capabilities = announced;
    } finally {
      lock.unlock();
    }
  }

  /** The client wants to hear of {@code uri}. */
  void add(String uri) {
    lock.lock();
    try {
      if (resources.size() < RESOURCES_MAX) {
        resources.add(uri);
      }
    } finally {
      lock.unlock();
    }
  }

  /** It does not any more. */
  void remove(String uri) {
    lock.lock();
    try {
      resources.remove(uri);
    } finally {
      lock.unlock();
    }
  }

  /** Asks for the news, in place of what was asked for before. */
  void listen(SessionBridge.Client who) {
    List<JsonObject> messages = new ArrayList<>();
    lock.lock();
    try {
      stream.ifPresent(
          old ->
              messages.add(
                  Answers.notification(Methods.CANCELLED)
                      .with("params", JsonObject.of("requestId", old.value()))));
      stream = Optional.empty();
      RequestId id = ids.get();
      JsonObject request = SessionBridge.listening(id, capabilities, List.copyOf(resources));
      boolean wanted =
          request
              .object("params")
              .flatMap(params -> params.object("notifications"))
              .filter(kinds -> !kinds.members().isEmpty())
              .isPresent();
      if (wanted) {
        stream = Optional.of(id);
        messages.add(SessionBridge.toModern(request, who, Optional.empty()));
      }
    } finally {
      lock.unlock();
    }
    messages.forEach(server);
  }

  /** Something came. */
  void heard() {
    lock.lock();
    try {
      barren = 0;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the end of a stream, which is asked for again.
   *
   * @return whether {@code id} was one
   */
  boolean ended(RequestId id, SessionBridge.Client who) {
    lock.lock();
    try {
      if (stream.filter(id::equals).isEmpty()) {
        return false;
      }
      stream = Optional.empty();
      barren++;
      if (barren <= TRIES_MAX) {
        long wait = RETRY_MILLIS << barren;
        Thread.ofVirtual().name("brattice-listen-again").start(() -> again(wait, who));
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void again(long wait, SessionBridge.Client who) {
    try {
      Thread.sleep(wait);
      listen(who);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
