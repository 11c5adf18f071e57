package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line itself: help, wrong words, completion, terminals. */
class CliIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path folder;
  private Commands commands = Commands.of(new User(Path.of("")));

  @BeforeEach
  void start() throws IOException {
    commands = Commands.of(User.in(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V", "inspect --version", "audit query -V"})
  void saysItsVersion(String words) throws IOException, InterruptedException {
    Finished finished = commands.run(words.split(" ", 0));
    assertEquals(0, finished.exitCode(), finished.toString());
    assertTrue(
        finished.stdout().matches("brattice [0-9]+\\.[0-9]+\\.[0-9]+\\S*\n"), finished.toString());
    assertEquals("", finished.stderr());
  }

  /** In both spellings; {@code docs/surface/cli.txt} holds the text of each. */
  @Test
  void helpOfEveryCommandIsThatOfTheReference() throws IOException, InterruptedException {
    String all = Files.readString(Programs.ROOT.resolve("docs/surface/cli.txt"));
    int checked = 0;
    for (int start = 0; start >= 0; checked++) {
      int text = all.indexOf('\n', start) + 1;
      int next = all.indexOf("\n# brattice", text);
      List<String> words = List.of(all.substring(start + 2, text - 1).split(" ", 0));
      String expected = all.substring(text, next < 0 ? all.length() - 1 : next);
      List<String> asked = new ArrayList<>(words.subList(1, words.size()));
      if (checked % 2 == 0) {
        asked.add("--help");
      } else {
        asked.addFirst("help");
      }
      Finished finished = commands.run(asked.toArray(new String[0]));
      assertEquals(0, finished.exitCode(), finished.toString());
      assertEquals(expected, finished.stdout());
      assertEquals("", finished.stderr());
      start = next < 0 ? next : next + 1;
    }
    assertTrue(checked > 10, "expected more than " + checked + " commands");
  }

  @Test
  void printsUsageAsAnErrorWithoutACommand() throws IOException, InterruptedException {
    Finished finished = commands.run();
    assertEquals(2, finished.exitCode());
    assertEquals("", finished.stdout());
    assertTrue(finished.stderr().startsWith("Usage: brattice"), finished.stderr());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "instpect | did you mean `inspect`?",
        "help instpect | did you mean `inspect`?",
        "--verson | did you mean `--version`?",
        "audit | expected one of `query`, `verify` behind `brattice audit`, got none",
        "doctor --jsn | did you mean `--json`?",
        "wrap --nmae x -- server | got `--nmae`",
        "wrap --name | expected a value behind `--name`, got none",
        "wrap -- | for example: brattice wrap -- npx",
        "wrap --set mode=adit -- server | did you mean `audit`?",
        "wrap --config /nowhere.yaml -- server | expected a configuration file",
      })
  void saysInOneSentenceWhatIsWrong(String words, String expected)
      throws IOException, InterruptedException {
    String said = Commands.assertSentence(2, commands.run(words.split(" ", 0)));
    assertTrue(said.contains(expected), said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "doctor --password=hunter2", "config show --set hunter2", "wrap --set hunter2 -- server",
        "wrap --token=hunter2 -- server", "audit query --since hunter2",
            "audit query --phase hunter2"
      })
  void repeatsNoValueOfTheCommandLine(String words) throws IOException, InterruptedException {
    String said = Commands.assertSentence(2, commands.run(words.split(" ", 0)));
    assertFalse(said.contains("hunter2"), said);
  }

  @Test
  void saysThatItCannotStartTheServer() throws IOException, InterruptedException {
    String said = Commands.assertSentence(3, commands.run("wrap", "--", "no-such-server"));
    assertTrue(said.contains("found no executable `no-such-server` on PATH"), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "brattice ins | inspect",
        "brattice wrap --na | --name",
        "brattice wrap --qui | --quiet",
        "brattice audit ver | verify",
        "brattice audit query --outc | --outcome",
        "brattice inspect --as defi | definition"
      })
  void completesInBash(String typed, String expected) throws IOException, InterruptedException {
    List<String> words = List.of(typed.split(" ", 0));
    String script =
        "source <(\"$0\" generate-completion); COMP_WORDS=("
            + typed
            + "); COMP_CWORD="
            + (words.size() - 1)
            + "; complete -p brattice > /dev/null || exit 9; _complete_brattice;"
            + " printf '%s\\n' \"${COMPREPLY[@]}\"";
    Finished finished =
        Finished.run(
            List.of("bash", "-c", script, Programs.brattice().getFirst()),
            commands.user().workspace(),
            commands.environment(),
            LIMIT);
    assertEquals(expected, finished.stdout().strip(), finished.toString());
  }

  @Test
  void saysOnATerminalWhatItWaitsFor() throws IOException, InterruptedException {
    String wrap = terminal("waiting for a client", "wrap", "--name", "files", "--", "cat");
    assertTrue(wrap.contains("guarding `files`"), wrap);
    assertTrue(wrap.contains("`brattice init`"), wrap);
    assertTrue(wrap.endsWith("exit 0\n"), wrap);
    String inspect = terminal("Ctrl-D ends it", "inspect");
    assertTrue(inspect.endsWith("exit 2\n"), inspect);
  }

  @Test
  void isSilentWithoutATerminal() throws IOException, InterruptedException {
    Finished wrap = commands.run("wrap", "--", "cat");
    assertEquals(new Finished(0, "", ""), wrap);
  }

  /** What the command says on a terminal whose user types Ctrl-D once {@code awaited} is there. */
  private String terminal(String awaited, String... words)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("python3"));
    line.add(Programs.ROOT.resolve("src/test/resources/e2e/terminal.py").toString());
    line.add(awaited);
    line.addAll(Programs.brattice(words));
    Finished finished =
        Finished.run(line, commands.user().workspace(), commands.environment(), LIMIT);
    assertEquals(0, finished.exitCode(), finished.toString());
    return finished.stdout();
  }
}
