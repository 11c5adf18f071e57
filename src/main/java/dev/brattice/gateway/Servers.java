package dev.brattice.gateway;

import dev.brattice.config.Settings;
import dev.brattice.identity.Principal;
import dev.brattice.proxy.http.Connector;
import dev.brattice.upstream.UpstreamException;
import dev.brattice.wire.MessageWriter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * The servers of the configuration in force. A session is connected with what a server is when it
 * opens, and keeps that.
 */
final class Servers {
  private final BiFunction<String, Settings.Server, Maker> makers;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private volatile Map<String, Settings.Server> inForce;

  private record Known(Settings.Server server, Maker maker) {}

  /** Makes connectors for one server. */
  @FunctionalInterface
  interface Maker {
    /** A connector for {@code principal}. */
    Connector of(Principal principal);
  }

  /**
   * What changed.
   *
   * @param gone names that are not there any more
   * @param changed names that are new or stand for something else
   */
  record Change(Set<String> gone, Set<String> changed) {}

  /** Servers that {@code makers} makes connectors for. */
  Servers(Map<String, Settings.Server> servers, BiFunction<String, Settings.Server, Maker> makers) {
    this.inForce = servers;
    this.makers = makers;
  }

  /** Their names, in the order of the configuration. */
  Set<String> names() {
    return inForce.keySet();
  }

  /** Has {@code next} from now on. */
  Change adopt(Map<String, Settings.Server> next) {
    Map<String, Settings.Server> before = inForce;
    inForce = next;
    Set<String> gone = new HashSet<>(before.keySet());
    gone.removeAll(next.keySet());
    Set<String> changed = new HashSet<>();
    next.forEach(
        (name, server) -> {
          if (!server.equals(before.get(name))) {
            changed.add(name);
          }
        });
    return new Change(gone, changed);
  }

  /** A connector with each of them for {@code principal}. */
  Map<String, Connector> connectors(Principal principal) {
    Map<String, Connector> connectors = new LinkedHashMap<>();
    names().forEach(name -> connectors.put(name, connector(name, principal)));
    return connectors;
  }

  /** A connector with whatever {@code name} stands for when a session is opened. */
  Connector connector(String name, Principal principal) {
    return new Current(name, principal);
  }

  /** One for all principals: what is known of a server's health is known to all. */
  private Maker maker(String name, Settings.Server server) {
    return Optional.ofNullable(
            known.compute(
                name,
                (key, last) ->
                    last != null && last.server().equals(server)
                        ? last
                        : new Known(server, makers.apply(name, server))))
        .orElseThrow()
        .maker();
  }

  private final class Current implements Connector {
    private final String name;
    private final Principal principal;
    private volatile Optional<Made> made = Optional.empty();

    private record Made(Settings.Server server, Connector connector) {}

    Current(String name, Principal principal) {
      this.name = name;
      this.principal = principal;
    }

    @Override
    public Link connect(MessageWriter toClient, Runnable ended) throws UpstreamException {
      Settings.Server server = inForce.get(name);
      if (server == null) {
        throw new UpstreamException("the server `" + name + "` is not configured any more");
      }
      Optional<Made> last = made;
      if (last.isEmpty() || !last.get().server().equals(server)) {
        last = Optional.of(new Made(server, maker(name, server).of(principal)));
        made = last;
      }
      return last.get().connector().connect(toClient, ended);
    }
  }
}
