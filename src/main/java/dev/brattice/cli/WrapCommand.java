package dev.brattice.cli;

import dev.brattice.config.ConfigException;
import dev.brattice.config.Configuration;
import dev.brattice.config.Settings;
import dev.brattice.gateway.Host;
import dev.brattice.gateway.Refusal;
import dev.brattice.gateway.ServerName;
import dev.brattice.gateway.Wrap;
import dev.brattice.gateway.WrapSetup;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code brattice wrap [--name N] [--config F] -- COMMAND ARG…}. */
final class WrapCommand {
  /** Set by the launcher when standard input is a terminal: asking the JVM would cost start-up. */
  static final String TERMINAL_PROPERTY = "brattice.terminal";

  private static final InputStream STDIN = new FileInputStream(FileDescriptor.in);
  private static final OutputStream STDOUT = new FileOutputStream(FileDescriptor.out);

  private WrapCommand() {}

  static int run(List<String> words) throws InterruptedException {
    Host host = Host.here();
    WrapArguments arguments;
    try {
      arguments = WrapArguments.parse(words);
    } catch (WrapArguments.UsageException wrong) {
      return refuse(String.valueOf(wrong.getMessage()));
    }
    if (arguments.help()) {
      return Commands.run(List.of("wrap", "--help"));
    }
    Optional<Path> file = Configurations.file(arguments.config(), host);
    Configuration configuration;
    try {
      configuration = Configurations.load(arguments.config(), arguments.flags(), host);
    } catch (ConfigException wrong) {
      return refuse(String.valueOf(wrong.getMessage()));
    }
    WrapSetup setup = setup(arguments, configuration, host);
    Configurations.unused(file, host)
        .ifPresent(unused -> System.err.println("brattice: " + unused));
    return new Wrap(setup, STDIN, STDOUT, System.err).run();
  }

  /** Also a client that reads no standard error learns why it gets no server. */
  private static int refuse(String problem) throws InterruptedException {
    Refusal.tell(problem, STDIN, STDOUT, System.err);
    return ExitCode.USAGE;
  }

  private static WrapSetup setup(WrapArguments arguments, Configuration configuration, Host host) {
    String name = arguments.name().orElseGet(() -> ServerName.of(arguments.command()));
    Optional<Settings.Server> known =
        Optional.ofNullable(configuration.settings().servers().get(name));
    Optional<Settings.Reach.Child> child =
        known.map(Settings.Server::reach).flatMap(WrapCommand::child);
    return new WrapSetup(
        configuration,
        arguments.command(),
        name,
        child.map(Settings.Reach.Child::env).orElse(Map.of()),
        child.flatMap(Settings.Reach.Child::cwd),
        known.map(Settings.Server::trustDomain).orElse(name),
        host,
        arguments.quiet(),
        greeting(name));
  }

  private static Optional<Settings.Reach.Child> child(Settings.Reach reach) {
    return reach instanceof Settings.Reach.Child child ? Optional.of(child) : Optional.empty();
  }

  private static Optional<String> greeting(String name) {
    if (!Boolean.getBoolean(TERMINAL_PROPERTY)) {
      return Optional.empty();
    }
    return Optional.of(
        "guarding `"
            + name
            + "` and waiting for a client's messages on standard input. A client starts this"
            + " command itself: `brattice init` prints the entry to paste; `brattice demo` shows it"
            + " at work. Ctrl-D ends");
  }
}
