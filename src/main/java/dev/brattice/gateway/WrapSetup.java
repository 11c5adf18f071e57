package dev.brattice.gateway;

import dev.brattice.config.Configuration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code wrap} runs on.
 *
 * @param configuration the configuration in force
 * @param command the server's command
 * @param serverName what policy and records call the server
 * @param serverEnvironment variables for the server beside the inherited ones
 * @param directory where the server runs; where Brattice runs when empty
 * @param trustDomain the operator's grouping of the server
 * @param host where the program runs
 * @param quiet whether only problems are said on standard error
 * @param greeting what is said first, to a person at a terminal
 */
public record WrapSetup(
    Configuration configuration,
    List<String> command,
    String serverName,
    Map<String, String> serverEnvironment,
    Optional<Path> directory,
    String trustDomain,
    Host host,
    boolean quiet,
    Optional<String> greeting) {
  public WrapSetup {
    command = List.copyOf(command);
    serverEnvironment = Map.copyOf(serverEnvironment);
  }

  /** What runs of the server are called by default: its command's name, its own trust domain. */
  public static WrapSetup of(Configuration configuration, List<String> command, Host host) {
    String name = ServerName.of(command);
    return new WrapSetup(
        configuration,
        command,
        name,
        Map.of(),
        Optional.empty(),
        name,
        host,
        false,
        Optional.empty());
  }

  /** The server. */
  ToolServer server() {
    return new ToolServer(serverName, command, serverEnvironment, directory, trustDomain);
  }
}
