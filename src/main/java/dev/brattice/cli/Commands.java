package dev.brattice.cli;

import dev.brattice.audit.AuditException;
import dev.brattice.cli.demo.DemoCommand;
import dev.brattice.config.ConfigException;
import dev.brattice.gateway.Host;
import dev.brattice.state.StateException;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Every command but the hot path of {@code wrap}. */
@Command(
    name = "brattice",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    description = "A runtime security gateway for the tool calls of agents (MCP).",
    footer = {
      "",
      "Examples:",
      "  brattice demo        a scripted agent, real servers, five attacks stopped",
      "  brattice wrap -- npx -y @modelcontextprotocol/server-filesystem .",
      "  brattice init        a configuration file, and the entry for your client",
      "  brattice help audit query",
      "",
      "Exit codes: 0 done, 1 findings or denied, 2 usage or configuration, 3 cannot run here,",
      "4 verification failed."
    })
final class Commands implements Callable<Integer> {
  /** The width of help, in characters. */
  private static final int HELP_WIDTH = 100;

  private static final String COMPLETION = "generate-completion";

  @Spec private CommandSpec spec;

  Commands() {
    // The parser sets it before anything else runs.
    spec = CommandSpec.create();
  }

  static int run(List<String> words) {
    return printing(() -> line(Host.here().version()).execute(words.toArray(new String[0])));
  }

  /** {@code help COMMAND}, another way to say {@code COMMAND --help}. */
  static int help(List<String> words) {
    return printing(
        () -> {
          CommandLine asked = line(Host.here().version());
          for (String word : words) {
            CommandLine below = asked.getSubcommands().get(word);
            if (below == null) {
              var unmatched = new UnmatchedArgumentException(asked, List.of(word));
              return say(UsageSentence.of(unmatched), ExitCode.USAGE);
            }
            asked = below;
          }
          asked.usage(System.out);
          return ExitCode.DONE;
        });
  }

  private static int printing(IntSupplier command) {
    // One encoding whatever the locale says: records must come out as they are stored.
    PrintStream out = utf8(FileDescriptor.out, false);
    System.setOut(out);
    System.setErr(utf8(FileDescriptor.err, true));
    try {
      return command.getAsInt();
    } finally {
      out.flush();
    }
  }

  private static PrintStream utf8(FileDescriptor descriptor, boolean flushes) {
    var bytes = new BufferedOutputStream(new FileOutputStream(descriptor));
    return new PrintStream(bytes, flushes, StandardCharsets.UTF_8);
  }

  /**
   * The parser of all commands.
   *
   * @param version of the program
   */
  static CommandLine line(String version) {
    CommandLine line = new CommandLine(new Commands());
    line.addSubcommand("wrap", WrapHelp.spec());
    line.addSubcommand(new ServeCommand());
    line.addSubcommand(new DemoCommand());
    line.addSubcommand(new InitCommand());
    line.addSubcommand(new InspectCommand());
    line.addSubcommand(new ConfigCommand());
    line.addSubcommand(new PolicyCommand());
    line.addSubcommand(new AuditCommand());
    line.addSubcommand(new KeysCommand());
    line.addSubcommand(new DoctorCommand());
    line.addSubcommand(COMPLETION, completion());
    version(line, "brattice " + version);
    line.setUsageHelpWidth(HELP_WIDTH);
    line.setParameterExceptionHandler(
        (wrong, arguments) -> say(UsageSentence.of(wrong), ExitCode.USAGE));
    line.setExecutionExceptionHandler((failed, command, result) -> failed(failed));
    return line;
  }

  private static void version(CommandLine line, String text) {
    line.getCommandSpec().version(text);
    line.getSubcommands().values().forEach(below -> version(below, text));
  }

  private static CommandLine completion() {
    var completion = new CommandLine(new AutoComplete.GenerateCompletion());
    completion
        .getCommandSpec()
        .usageMessage()
        .description("Print a script that completes commands and options in bash and zsh.")
        .optionListHeading("")
        .footer(
            "",
            "Examples:",
            "  source <(brattice generate-completion)",
            "  brattice generate-completion > ~/.local/share/bash-completion/completions/brattice");
    return completion;
  }

  private static int failed(Exception failed) {
    return switch (failed) {
      case ConfigException wrong -> say(String.valueOf(wrong.getMessage()), ExitCode.USAGE);
      case StateException absent -> say(String.valueOf(absent.getMessage()), ExitCode.CANNOT_RUN);
      case AuditException absent -> say(String.valueOf(absent.getMessage()), ExitCode.CANNOT_RUN);
      case CommandException refused -> say(String.valueOf(refused.getMessage()), refused.code());
      // Its message is not ours: it may hold what was read.
      default ->
          say(
              "this is a fault of brattice ("
                  + failed.getClass().getSimpleName()
                  + "); please report it with the command",
              ExitCode.CANNOT_RUN);
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
}
