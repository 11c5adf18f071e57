package dev.brattice.cli.demo;

import dev.brattice.audit.AuditException;
import dev.brattice.cli.CommandException;
import dev.brattice.gateway.Host;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code brattice demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Play a scripted agent against two real MCP servers from npm.",
      "Ordinary work passes, five attacks are stopped and explained, the evidence is verified.",
      "Everything happens in a temporary folder with a Brattice home of its own."
    },
    footer = {
      "",
      "Needs Node.js with npx; the first run fetches the two servers.",
      "",
      "Examples:",
      "  brattice demo",
      "  brattice demo --keep",
      "",
      "Exit codes: 0 all went as it should, 1 something did not, 3 cannot run here."
    })
public final class DemoCommand implements Callable<Integer> {
  @Option(names = "--keep", description = "Keep the temporary folder, to look at the evidence.")
  private boolean isKept;

  @Option(names = "--no-color", description = "Plain text also on a terminal.")
  private boolean isPlain;

  /** For the command-line library. */
  public DemoCommand() {}

  @Override
  public Integer call() throws CommandException, AuditException {
    boolean colour = !isPlain && Paint.isWanted(System.getenv());
    return new Demo(Host.here(), new Paint(System.out, colour), isKept).play();
  }
}
