package dev.brattice.cli;

import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What help and completion know of {@code wrap}; its words themselves are read by hand. */
final class WrapHelp {
  private WrapHelp() {}

  /** The command as the command-line library describes one. */
  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("wrap");
    spec.usageMessage()
        .customSynopsis("brattice wrap [OPTIONS] -- COMMAND [ARG...]")
        .description(
            "Run one MCP server over stdio, guarded. The main job.",
            "Put it before the server's command in your client's entry.")
        .footer(
            "",
            "Examples:",
            "  brattice wrap -- npx -y @modelcontextprotocol/server-filesystem .",
            "  brattice wrap --name mail --config ~/brattice.yaml -- uvx mail-server",
            "  claude mcp add files -- brattice wrap -- npx -y"
                + " @modelcontextprotocol/server-filesystem .",
            "",
            "Exit codes: 0 done, 2 usage or configuration, 3 cannot run here.");
    spec.addOption(
        value(
            "--name",
            "NAME",
            "What policy and records call the server (default: made from its" + " command)."));
    spec.addOption(
        value(
            "--config",
            "FILE",
            "Configuration (default: $BRATTICE_CONFIG, then brattice.yaml in"
                + " the home folder)."));
    spec.addOption(value("--mode", "MODE", "enforce, or audit: decide and record, block nothing."));
    spec.addOption(
        OptionSpec.builder("--set")
            .paramLabel("KEY=VALUE")
            .type(Map.class)
            .auxiliaryTypes(String.class, String.class)
            .description("One setting, such as audit.durability=strict; wins over the file.")
            .build());
    spec.addOption(flag("Say only what went wrong.", "-q", "--quiet").build());
    spec.addOption(
        flag("Show this help message and exit.", "-h", "--help").usageHelp(true).build());
    return spec;
  }

  private static OptionSpec value(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(String.class)
        .description(description)
        .build();
  }

  private static OptionSpec.Builder flag(String description, String... names) {
    return OptionSpec.builder(names).arity("0").type(boolean.class).description(description);
  }
}
