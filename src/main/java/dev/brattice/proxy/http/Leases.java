package dev.brattice.proxy.http;

import dev.brattice.json.JsonObject;
import dev.brattice.upstream.UpstreamException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sessions with a server that has them, for clients without: for each set of things that a client
 * can do, because servers offer and ask accordingly. A call has its session to itself, so that what
 * the server asks is known to be about it; the session that was used last is used next, because
 * servers remember.
 */
final class Leases {
  /** How many sessions there may be, for all clients. */
  static final int SESSIONS_MAX = 64;

  /** How many sessions of one kind are kept while nobody calls. */
  static final int IDLE_MAX = 4;

  private final Connector connector;
  private final String version;

  /** Guards what is below. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<JsonObject, Deque<SharedServer>> idle = new HashMap<>();
  private final Set<SharedServer> all = new HashSet<>();
  private int opening;

  Leases(Connector connector, String version) {
    this.connector = connector;
    this.version = version;
  }

  /**
   * A session for one call of a client with {@code capabilities}; empty where there are too many.
   */
  Optional<SharedServer> take(JsonObject capabilities)
      throws UpstreamException, InterruptedException {
    lock.lock();
    try {
      Deque<SharedServer> kept = idle.getOrDefault(capabilities, new ArrayDeque<>());
      while (!kept.isEmpty()) {
        SharedServer last = kept.pop();
        if (!last.isClosed()) {
          return Optional.of(last);
        }
        all.remove(last);
      }
      all.removeIf(SharedServer::isClosed);
      if (all.size() + opening >= SESSIONS_MAX) {
        return Optional.empty();
      }
      opening++;
    } finally {
      lock.unlock();
    }
    try {
      SharedServer opened = SharedServer.connectLegacy(connector, version, capabilities);
      lock.lock();
      try {
        all.add(opened);
      } finally {
        lock.unlock();
      }
      return Optional.of(opened);
    } finally {
      lock.lock();
      try {
        opening--;
      } finally {
        lock.unlock();
      }
    }
  }

  /** The call is over. */
  void giveBack(SharedServer server) {
    boolean kept;
    lock.lock();
    try {
      Deque<SharedServer> same =
          idle.computeIfAbsent(server.capabilities(), any -> new ArrayDeque<>());
      kept = !server.isClosed() && same.size() < IDLE_MAX;
      if (kept) {
        same.push(server);
      } else {
        all.remove(server);
      }
    } finally {
      lock.unlock();
    }
    if (!kept) {
      server.close();
    }
  }

  void close() {
    lock.lock();
    try {
      all.forEach(SharedServer::close);
      all.clear();
      idle.clear();
    } finally {
      lock.unlock();
    }
  }
}
