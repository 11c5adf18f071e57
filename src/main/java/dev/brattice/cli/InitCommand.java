package dev.brattice.cli;

import dev.brattice.config.Template;
import dev.brattice.gateway.Host;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code brattice init}: a commented configuration, and the entries for clients. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = "Write a commented configuration file and print the entry for your client.",
    footer = {
      "",
      "Examples:",
      "  brattice init                      writes ./brattice.yaml",
      "  brattice init ~/.brattice/brattice.yaml    where it is in force without --config"
    })
final class InitCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = "brattice.yaml",
      description = "Where to write (default: ./brattice.yaml).")
  private Path file = Path.of("brattice.yaml");

  @Option(names = "--force", description = "Overwrite a file that is there.")
  private boolean isForced;

  @Override
  public Integer call() throws CommandException {
    Path target = file.toAbsolutePath().normalize();
    try {
      Path folder = target.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(
          target,
          Template.text(),
          StandardOpenOption.WRITE,
          StandardOpenOption.CREATE,
          isForced ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException there) {
      throw new CommandException(
          ExitCode.USAGE,
          "expected no file at `" + target + "`, found one; use --force to overwrite it");
    } catch (IOException refused) {
      throw new CommandException(
          ExitCode.CANNOT_RUN,
          "expected to write `"
              + target
              + "`, the system refused; check the folder's owner and mode");
    }
    String launcher =
        Host.here().program().map(root -> root.resolve("brattice").toString()).orElse("brattice");
    System.out.println("# wrote " + target + "\n");
    System.out.print(new ClientEntries(launcher, Optional.of(target.toString())).text());
    return ExitCode.DONE;
  }
}
