package dev.brattice.cli;

import dev.brattice.config.ConfigException;
import dev.brattice.config.Configuration;
import dev.brattice.gateway.Host;
import dev.brattice.gateway.Serve;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code brattice serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Guard the servers of the configuration for clients over HTTP.",
      "Each is at /mcp/NAME of the address in listen.host and listen.port; all as one are at /mcp."
    },
    footer = {
      "",
      "Examples:",
      "  brattice serve --config brattice.yaml",
      "  brattice serve --config brattice.yaml --set listen.port=9000",
      "  brattice serve --stdio"
    })
final class ServeCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--stdio",
      description = "Serve one client on standard input and output, all servers as one.")
  private boolean isStdio;

  @Option(names = "--quiet", description = "Say only what goes wrong.")
  private boolean isQuiet;

  @Override
  public Integer call() throws ConfigException, InterruptedException {
    Host host = Host.here();
    Configuration configuration = config.load(host);
    Configurations.unused(config.inForce(host), host)
        .ifPresent(sentence -> System.err.println("brattice: " + sentence));
    var serve = new Serve(configuration, host, System.err, isQuiet);
    return isStdio
        ? serve.run(
            new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out))
        : serve.run();
  }
}
