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
      Optional<SharedServer> kept = kept(capabilities);
      if (kept.isPresent()) {
        return kept;
      }
      all.removeIf(SharedServer::isClosed);
      if (all.size() + opening >= SESSIONS_MAX && !makeRoom()) {
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

  private Optional<SharedServer> kept(JsonObject capabilities) {
    Deque<SharedServer> same = idle.getOrDefault(capabilities, new ArrayDeque<>());
    Optional<SharedServer> found = Optional.empty();
    while (found.isEmpty() && !same.isEmpty()) {
      SharedServer last = same.pop();
      found = Optional.of(last).filter(it -> !it.isClosed());
    }
    if (same.isEmpty()) {
      // Clients choose what they can do: nothing of what they say may stay.
      idle.remove(capabilities);
    }
    return found;
  }

  /** Ends a session of another kind that nobody uses; false where there is none. */
  private boolean makeRoom() {
    Optional<JsonObject> kind = idle.keySet().stream().findFirst();
    Optional<SharedServer> unused = kind.flatMap(this::kept);
    unused.ifPresent(
        server -> {
          all.remove(server);
          server.close();
        });
    return unused.isPresent();
  }

  /** Whoever calls next has a new session; the old ones end with their calls. */
  void renew() {
    lock.lock();
    try {
      all.forEach(SharedServer::retire);
      idle.clear();
    } finally {
      lock.unlock();
    }
  }

  /** The call is over. */
  void giveBack(SharedServer server) {
    boolean kept;
    lock.lock();
    try {
      Deque<SharedServer> same =
          idle.computeIfAbsent(server.capabilities(), any -> new ArrayDeque<>());
      kept = !server.isClosed() && !server.isRetired() && same.size() < IDLE_MAX;
      if (kept) {
        same.push(server);
      } else {
        all.remove(server);
      }
      if (same.isEmpty()) {
        idle.remove(server.capabilities());
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
