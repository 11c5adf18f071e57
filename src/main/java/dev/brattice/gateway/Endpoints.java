package dev.brattice.gateway;

import dev.brattice.identity.Principal;
import dev.brattice.wire.http.HttpHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * What answers at each path, for each principal by itself: nobody has the sessions or the server
 * process of another. There are as many as servers times principals, and the configuration bounds
 * both.
 *
 * @param <H> what answers
 */
final class Endpoints<H extends HttpHandler> {
  private volatile Set<String> paths;
  private final BiFunction<String, Principal, H> maker;
  private final Map<Place, H> made = new ConcurrentHashMap<>();

  private record Place(String path, Principal principal) {}

  /** Endpoints at {@code paths}, each made by {@code maker} when it is first asked for. */
  Endpoints(Set<String> paths, BiFunction<String, Principal, H> maker) {
    this.paths = Set.copyOf(paths);
    this.maker = maker;
  }

  /** What answers {@code principal} at {@code path}; empty where there is nothing. */
  Optional<H> find(String path, Principal principal) {
    if (!paths.contains(path)) {
      return Optional.empty();
    }
    return Optional.of(
        made.computeIfAbsent(
            new Place(path, principal), place -> maker.apply(place.path(), place.principal())));
  }

  /** There is something at {@code next} from now on, and nowhere else. */
  void adopt(Set<String> next) {
    paths = Set.copyOf(next);
  }

  /** Those at {@code path}, of every principal. */
  List<H> at(String path) {
    List<H> found = new ArrayList<>();
    made.forEach(
        (place, endpoint) -> {
          if (place.path().equals(path)) {
            found.add(endpoint);
          }
        });
    return found;
  }

  /** Takes those at {@code path} away; the next request makes new ones. */
  List<H> remove(String path) {
    List<H> removed = at(path);
    made.values().removeAll(removed);
    return removed;
  }

  /** Does {@code ending} to all. */
  void end(Consumer<H> ending) {
    made.values().forEach(ending);
  }
}
