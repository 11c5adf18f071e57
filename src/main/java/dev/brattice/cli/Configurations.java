package dev.brattice.cli;

import dev.brattice.config.ConfigException;
import dev.brattice.config.Configuration;
import dev.brattice.gateway.Host;
import dev.brattice.state.Home;
import dev.brattice.state.StateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds and loads the configuration, the same way for every command. */
final class Configurations {
  /** The variable that names the configuration file. */
  static final String VARIABLE = "BRATTICE_CONFIG";

  /** The file's name in the home folder. */
  static final String NAME = "brattice.yaml";

  private Configurations() {}

  /**
   * The configuration that {@code flag}, the environment and the home folder give. A file in the
   * working folder is not read: that folder may be somebody else's project.
   */
  static Configuration load(Optional<Path> flag, Map<String, String> flags, Host host)
      throws ConfigException {
    return Configuration.load(file(flag, host), host.environment(), flags);
  }

  /** The configuration file in force; empty when there is none. */
  static Optional<Path> file(Optional<Path> flag, Host host) {
    if (flag.isPresent()) {
      return flag;
    }
    String named = host.environment().getOrDefault(VARIABLE, "");
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    try {
      return Optional.of(Home.place(host.environment(), host.userHome()).resolve(NAME))
          .filter(Files::exists);
    } catch (StateException nowhere) {
      return Optional.empty();
    }
  }

  /** What to say about a file in the working folder that looks as if it should be in force. */
  static Optional<String> unused(Optional<Path> inForce, Host host) {
    Path here = host.workingDirectory().resolve(NAME);
    boolean same =
        inForce.filter(file -> file.toAbsolutePath().normalize().equals(here)).isPresent();
    if (same || !Files.exists(here)) {
      return Optional.empty();
    }
    return Optional.of(
        "`"
            + here
            + "` is not used, because a project's folder may be somebody else's; give it with"
            + " --config if it is yours");
  }
}
