package dev.brattice.cli;

import dev.brattice.crypto.Digest;
import dev.brattice.identity.ApiKey;
import dev.brattice.identity.ApiKeys;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code brattice keys new}. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = "Make API keys for clients over HTTP.",
    synopsisSubcommandLabel = "new",
    footer = {"", "Examples:", "  brattice keys new ci"})
final class KeysCommand {
  @Command(
      name = "new",
      mixinStandardHelpOptions = true,
      description = {
        "Print a new API key, and the entry for the file of keys.",
        "The key is shown this once; the entry holds only its digest."
      },
      footer = {"", "Examples:", "  brattice keys new ci"})
  int make(@Parameters(paramLabel = "NAME", description = "Who will have the key.") String name)
      throws CommandException {
    if (!ApiKey.isName(name) || name.startsWith(ApiKeys.PREFIX)) {
      throw new CommandException(
          ExitCode.USAGE, "expected a name of letters, digits, `.`, `-` and `_`, got another text");
    }
    String key = ApiKeys.fresh();
    System.out.println("key:   " + key);
    System.out.println(
        "entry: { name: "
            + name
            + ", sha256: "
            + Digest.sha256(key.getBytes(StandardCharsets.UTF_8)).toHex()
            + " }");
    return ExitCode.DONE;
  }
}
