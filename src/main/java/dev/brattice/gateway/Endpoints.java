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

  private volatile Set<String> paths;
  private final BiFunction<String, Principal, H> maker;
  private final Consumer<H> ending;

  /** Guards {@link #made}. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<Place, H> made = new LinkedHashMap<>(64, 0.75f, true);

  private record Place(String path, Principal principal) {}

  /**
   * Endpoints at {@code paths}, each made by {@code maker} when it is first asked for.
   *
   * @param ending what is done to one that has to go
   */
  Endpoints(Set<String> paths, BiFunction<String, Principal, H> maker, Consumer<H> ending) {
    this.paths = Set.copyOf(paths);
    this.maker = maker;
    this.ending = ending;
  }

  /** What answers {@code principal} at {@code path}; empty where there is nothing. */
  Optional<H> find(String path, Principal principal) {
    if (!paths.contains(path)) {
      return Optional.empty();
    }
    List<H> gone = new ArrayList<>();
    H found;
    lock.lock();
    try {
      found =
          made.computeIfAbsent(
              new Place(path, principal), place -> maker.apply(place.path(), place.principal()));
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

  /** There is something at {@code next} from now on, and nowhere else. */
  void adopt(Set<String> next) {
    paths = Set.copyOf(next);
  }

  /** Those at {@code path}, of every principal. */
  List<H> at(String path) {
    List<H> found = new ArrayList<>();
    lock.lock();
    try {
      made.forEach(
          (place, endpoint) -> {
            if (place.path().equals(path)) {
              found.add(endpoint);
            }
          });
    } finally {
      lock.unlock();
    }
    return found;
  }

  /** Takes those at {@code path} away; the next request makes new ones. */
  List<H> remove(String path) {
    lock.lock();
    try {
      List<H> removed = at(path);
      made.values().removeAll(removed);
      return removed;
    } finally {
      lock.unlock();
    }
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
