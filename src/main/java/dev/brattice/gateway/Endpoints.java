package dev.brattice.gateway;

import dev.brattice.identity.Principal;
import dev.brattice.wire.http.HttpHandler;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * What answers at each path, for each principal by itself: nobody has the sessions or the server
 * process of another. A principal with other roles is another one here, so a session never has more
 * rights than who goes on with it.
 *
 * @param <H> what answers
 */
final class Endpoints<H extends HttpHandler> {
  /**
   * The most of them. An authority can name any number of callers: beyond this the one that was not
   * asked for longest ends, and its client opens another session.
   */
  static final int ENDPOINTS_MAX = 2_048;

  private final Set<String> servers;
  private final BiFunction<String, Principal, H> maker;
  private final Consumer<H> ending;

  /** Guards {@link #made}. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<Place, H> made = new LinkedHashMap<>(64, 0.75f, true);

  private record Place(String server, Principal principal) {}

  /**
   * Endpoints of {@code servers}, each made by {@code maker} when it is first asked for.
   *
   * @param ending what is done to one that has to go
   */
  Endpoints(Set<String> servers, BiFunction<String, Principal, H> maker, Consumer<H> ending) {
    this.servers = Set.copyOf(servers);
    this.maker = maker;
    this.ending = ending;
  }

  /** What answers {@code principal} for {@code server}; empty where there is no such server. */
  Optional<H> find(String server, Principal principal) {
    if (!servers.contains(server)) {
      return Optional.empty();
    }
    List<H> gone = new ArrayList<>();
    H found;
    lock.lock();
    try {
      found =
          made.computeIfAbsent(
              new Place(server, principal),
              place -> maker.apply(place.server(), place.principal()));
      Iterator<H> longestAgo = made.values().iterator();
      while (made.size() > ENDPOINTS_MAX) {
        gone.add(longestAgo.next());
        longestAgo.remove();
      }
    } finally {
      lock.unlock();
    }
    // Servers may take their time to end.
    gone.forEach(ending);
    return Optional.of(found);
  }

  /** Does {@code what} to all. */
  void end(Consumer<H> what) {
    List<H> all;
    lock.lock();
    try {
      all = List.copyOf(made.values());
    } finally {
      lock.unlock();
    }
    all.forEach(what);
  }
}
