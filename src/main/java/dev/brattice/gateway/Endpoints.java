package dev.brattice.gateway;

import dev.brattice.identity.Principal;
import dev.brattice.wire.http.HttpHandler;
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
  private final Set<String> servers;
  private final BiFunction<String, Principal, H> maker;
  private final Map<Place, H> made = new ConcurrentHashMap<>();

  private record Place(String server, Principal principal) {}

  /** Endpoints of {@code servers}, each made by {@code maker} when it is first asked for. */
  Endpoints(Set<String> servers, BiFunction<String, Principal, H> maker) {
    this.servers = Set.copyOf(servers);
    this.maker = maker;
  }

  /** What answers {@code principal} for {@code server}; empty where there is no such server. */
  Optional<H> find(String server, Principal principal) {
    if (!servers.contains(server)) {
      return Optional.empty();
    }
    return Optional.of(
        made.computeIfAbsent(
            new Place(server, principal), place -> maker.apply(place.server(), place.principal())));
  }

  /** Does {@code ending} to all. */
  void end(Consumer<H> ending) {
    made.values().forEach(ending);
  }
}
