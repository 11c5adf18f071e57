package dev.brattice.cli;

import dev.brattice.config.ConfigException;
import dev.brattice.config.Configuration;
import dev.brattice.gateway.Host;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the configuration, the same for every command. */
final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Configuration (default: $BRATTICE_CONFIG, then brattice.yaml in the home folder).")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting, such as audit.durability=strict; wins over the file.")
  private Map<String, String> settings = new LinkedHashMap<>();

  Configuration load(Host host) throws ConfigException {
    return Configurations.load(Optional.ofNullable(file), settings, host);
  }

  /** The file in force; empty when there is none. */
  Optional<Path> inForce(Host host) {
    return Configurations.file(Optional.ofNullable(file), host);
  }
}
