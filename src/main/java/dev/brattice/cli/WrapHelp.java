package dev.brattice.cli;

/** What {@code brattice wrap --help} says. */
final class WrapHelp {
  static final String TEXT =
      """
      Usage: brattice wrap [--name NAME] [--config FILE] [--mode MODE] [--quiet] -- COMMAND [ARG...]

      Runs an MCP server and guards everything between it and its client, over standard input and
      output. Put it before the server's command in your client's entry.

        --name NAME     what policy and records call the server (default: from its command)
        --config FILE   configuration (default: $BRATTICE_CONFIG, then brattice.yaml in $BRATTICE_HOME)
        --mode MODE     enforce, or audit: decide and record, block nothing
        -q, --quiet     say only what went wrong
        -h, --help      this text

      Examples:
        brattice wrap -- npx -y @modelcontextprotocol/server-filesystem .
        brattice wrap --name mail --config ~/brattice.yaml -- uvx mail-server
        claude mcp add files -- brattice wrap -- npx -y @modelcontextprotocol/server-filesystem .

      Exit codes: 0 done, 2 usage or configuration, 3 cannot run here.""";

  private WrapHelp() {}
}
