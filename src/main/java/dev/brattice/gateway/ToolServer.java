package dev.brattice.gateway;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tool server that is started as a child process.
 *
 * @param name what policy and records call it
 * @param command program and arguments
 * @param environment variables beside the inherited ones
 * @param directory where it runs; where Brattice runs when empty
 * @param trustDomain the operator's grouping
 */
record ToolServer(
    String name,
    List<String> command,
    Map<String, String> environment,
    Optional<Path> directory,
    String trustDomain) {
  ToolServer {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** The program and the names of variables only: arguments and values can be secret. */
  @Override
  public String toString() {
    return "ToolServer[" + name + ", " + command.getFirst() + ", " + environment.keySet() + "]";
  }
}
