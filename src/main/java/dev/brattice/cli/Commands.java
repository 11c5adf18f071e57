package dev.brattice.cli;

import dev.brattice.audit.AuditException;
import dev.brattice.cli.demo.DemoCommand;
import dev.brattice.config.ConfigException;
import dev.brattice.state.StateException;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Every command but the hot path of {@code wrap}. */
@Command(
    name = "brattice",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    description = "A runtime security gateway for the tool calls of agents (MCP).",
    footer = {
      "",
      "Start here:",
      "  brattice demo                    a scripted agent, real servers, five attacks stopped",
      "  brattice wrap -- npx -y @modelcontextprotocol/server-filesystem .",
      "  brattice init                    a configuration file, and entries for your client",
      "",
      "Exit codes: 0 done, 1 findings or denied, 2 usage or configuration, 3 cannot run here,",
      "4 verification failed."
    },
    subcommands = {
      Commands.Wrap.class,
      DemoCommand.class,
      InitCommand.class,
      InspectCommand.class,
      ConfigCommand.class,
      PolicyCommand.class,
      AuditCommand.class,
      DoctorCommand.class,
      AutoComplete.GenerateCompletion.class,
    })
final class Commands implements Callable<Integer> {
  @Spec private CommandSpec spec;

  Commands() {
    // The parser sets it before anything else runs.
    spec = CommandSpec.create();
  }

  static int run(String[] words) {
    CommandLine line = new CommandLine(new Commands());
    line.setParameterExceptionHandler(
        (wrong, arguments) -> {
          String help = wrong.getCommandLine().getCommandSpec().qualifiedName();
          return say(wrong.getMessage() + "; see `" + help + " --help`", ExitCode.USAGE);
        });
    line.setExecutionExceptionHandler((failed, command, result) -> failed(failed));
    return line.execute(words);
  }

  private static int failed(Exception failed) {
    return switch (failed) {
      case ConfigException wrong -> say(String.valueOf(wrong.getMessage()), ExitCode.USAGE);
      case StateException absent -> say(String.valueOf(absent.getMessage()), ExitCode.CANNOT_RUN);
      case AuditException absent -> say(String.valueOf(absent.getMessage()), ExitCode.CANNOT_RUN);
      case CommandException refused -> say(String.valueOf(refused.getMessage()), refused.code());
      default -> say("internal error: " + failed, ExitCode.CANNOT_RUN);
    };
  }

  static int say(String sentence, int code) {
    System.err.println("brattice: " + sentence);
    return code;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(System.err);
    return ExitCode.USAGE;
  }

  /** Here for the list of commands and its help; the words themselves are read elsewhere. */
  @Command(
      name = "wrap",
      description = "Run one MCP server over stdio, guarded. The main job.",
      customSynopsis = "brattice wrap [OPTIONS] -- COMMAND [ARG...]")
  static final class Wrap implements Callable<Integer> {
    @Override
    public Integer call() {
      System.out.println(WrapHelp.TEXT);
      return ExitCode.DONE;
    }
  }
}
