package dev.brattice.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.config.Golden;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The help of every command, dumped so that a change of it shows in review. */
class CliSurfaceTest {
  @Test
  void helpOfEveryCommand() throws IOException {
    var text = new StringBuilder();
    help()
        .forEach(
            (command, help) ->
                text.append("# ").append(command).append('\n').append(help).append('\n'));
    Golden.check("docs/surface/cli.txt", text.toString());
  }

  @Test
  void everyCommandHasExamplesAndSaysWhatItIsFor() {
    help()
        .forEach(
            (command, help) -> {
              assertTrue(help.contains("\nExamples:\n  "), command);
              assertTrue(help.contains("  brattice"), command);
              for (String line : help.lines().toList()) {
                assertTrue(line.length() <= 100, command + ": " + line);
              }
            });
  }

  private static Map<String, String> help() {
    Map<String, String> help = new LinkedHashMap<>();
    collect(Commands.line("1"), help);
    return help;
  }

  private static void collect(CommandLine line, Map<String, String> help) {
    help.put(
        line.getCommandSpec().qualifiedName(), line.getUsageMessage(CommandLine.Help.Ansi.OFF));
    line.getSubcommands().values().forEach(below -> collect(below, help));
  }
}
