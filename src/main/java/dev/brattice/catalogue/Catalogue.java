package dev.brattice.catalogue;

import dev.brattice.call.ToolDefinition;
import dev.brattice.call.ToolRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tool definitions that servers have listed, the latest of each. Thread-safe. Bounded: what
 * does not fit is not learnt, so its tool is judged by its name alone, as one of an unknown server.
 */
public final class Catalogue {
  /** Servers whose definitions are kept. */
  public static final int SERVERS_MAX = 256;

  /** Definitions kept of one server, so that no server can crowd out another. */
  public static final int DEFINITIONS_PER_SERVER_MAX = 1_000;

  private final Map<ToolRef, ToolDefinition> definitions = new ConcurrentHashMap<>();

  /** How many definitions there are of each server; guarded by itself. */
  private final Map<String, Integer> counts = new HashMap<>();

  /** Learns definitions, each in place of an earlier one of the same tool. */
  public void learn(List<ToolDefinition> listed) {
    synchronized (counts) {
      for (ToolDefinition definition : listed) {
        learn(definition);
      }
    }
  }

  private void learn(ToolDefinition definition) {
    ToolRef ref = definition.ref();
    if (definitions.replace(ref, definition) != null) {
      return;
    }
    int count = counts.getOrDefault(ref.server(), 0);
    boolean room = count > 0 ? count < DEFINITIONS_PER_SERVER_MAX : counts.size() < SERVERS_MAX;
    if (room) {
      counts.put(ref.server(), count + 1);
      definitions.put(ref, definition);
    }
  }

  /** The latest definition of {@code tool}. */
  public Optional<ToolDefinition> find(ToolRef tool) {
    return Optional.ofNullable(definitions.get(tool));
  }
}
