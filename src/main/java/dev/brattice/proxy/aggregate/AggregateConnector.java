package dev.brattice.proxy.aggregate;

import dev.brattice.proxy.http.Connector;
import dev.brattice.wire.MessageWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Connects a client with all servers at once. */
public final class AggregateConnector implements Connector {
  private final Supplier<Map<String, Connector>> servers;
  private final Set<String> late = ConcurrentHashMap.newKeySet();
  private final String version;
  private final Consumer<String> log;

  /**
   * A connector to {@code servers}.
   *
   * @param servers those of a new session by name, in the order in which clients see them; no name
   *     holds {@code __} or ends in {@code _}
   * @param version of this program
   * @param log takes one line for a person, without any message's text
   */
  public AggregateConnector(
      Supplier<Map<String, Connector>> servers, String version, Consumer<String> log) {
    this.servers = servers;
    this.version = version;
    this.log = log;
  }

  @Override
  public Link connect(MessageWriter toClient, Runnable ended) {
    // It never ends by itself: servers come and go behind it.
    return new Aggregate(new LinkedHashMap<>(servers.get()), late, toClient, version, log);
  }
}
