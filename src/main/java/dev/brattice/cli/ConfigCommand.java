package dev.brattice.cli;

import dev.brattice.config.ConfigException;
import dev.brattice.config.Configuration;
import dev.brattice.gateway.Host;
import dev.brattice.gateway.Rulebooks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code brattice config show|check|schema}. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Show, check or describe the configuration.",
    synopsisSubcommandLabel = "show|check|schema",
    footer = {
      "",
      "Examples:",
      "  brattice config show --config brattice.yaml",
      "  BRATTICE_MODE=audit brattice config show",
      "  brattice config schema > brattice.schema.json"
    })
final class ConfigCommand {
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Print what is in force, and where each value came from.",
      footer = {
        "",
        "Examples:",
        "  brattice config show",
        "  brattice config show --config brattice.yaml --set mode=audit"
      })
  int show(@Mixin ConfigOption config) throws ConfigException {
    Host host = Host.here();
    System.out.print(config.load(host).show());
    Configurations.unused(config.inForce(host), host)
        .ifPresent(sentence -> System.err.println("brattice: " + sentence));
    return ExitCode.DONE;
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Say whether the configuration and its policy files are valid.",
      footer = {"", "Examples:", "  brattice config check --config brattice.yaml"})
  int check(@Mixin ConfigOption config) throws ConfigException {
    Host host = Host.here();
    Configuration loaded = config.load(host);
    int rules = Rulebooks.policy(loaded).rules().size();
    String source = config.inForce(host).map(file -> "`" + file + "`").orElse("the defaults");
    System.out.println(source + ": valid; " + rules + " policy rules");
    return ExitCode.DONE;
  }

  @Command(
      name = "schema",
      mixinStandardHelpOptions = true,
      description = "Print a JSON Schema of the file, for editors.",
      footer = {"", "Examples:", "  brattice config schema > brattice.schema.json"})
  int schema() {
    System.out.println(Configuration.schema().stripTrailing());
    return ExitCode.DONE;
  }
}
