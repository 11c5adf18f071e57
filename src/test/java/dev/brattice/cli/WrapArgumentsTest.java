package dev.brattice.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

class WrapArgumentsTest {
  @Test
  void everythingBehindTheDashesIsTheCommand() throws Exception {
    WrapArguments words = parse("--name", "mail", "--quiet", "--", "server", "--name", "x", "--");
    assertEquals(List.of("server", "--name", "x", "--"), words.command());
    assertEquals(Optional.of("mail"), words.name());
    assertTrue(words.quiet());
  }

  @Test
  void theFirstPlainWordBeginsTheCommandToo() throws Exception {
    assertEquals(List.of("npx", "-y", "--", "x"), parse("npx", "-y", "--", "x").command());
  }

  @Test
  void valuesMayStandBehindAnEqualsSign() throws Exception {
    WrapArguments words =
        parse("--name=a.b-c_1", "--config=x.yaml", "--mode=audit", "--set=deny_as=error", "s");
    assertEquals(Optional.of("a.b-c_1"), words.name());
    assertEquals(Optional.of(Path.of("x.yaml")), words.config());
    assertEquals(Map.of("mode", "audit", "deny_as", "error"), words.flags());
  }

  @Test
  void aSettingKeepsTheEqualsSignsOfItsValue() throws Exception {
    assertEquals(Map.of("a", "b=c"), parse("--set", "a=b=c", "s").flags());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h", "--help"})
  void helpNeedsNoCommand(String word) throws Exception {
    assertTrue(parse("--name", "x", word).help());
    assertFalse(parse("server", word).help());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a b", "ä", "a*", "x:y"})
  void refusesNamesThatFitNoRule(String name) {
    assertThrows(WrapArguments.UsageException.class, () -> parse("--name", name, "server"));
  }

  @Test
  void refusesANameBeyondItsBound() throws Exception {
    String longest = "n".repeat(WrapArguments.NAME_CHARS_MAX);
    assertEquals(Optional.of(longest), parse("--name", longest, "server").name());
    assertThrows(
        WrapArguments.UsageException.class, () -> parse("--name", longest + "n", "server"));
  }

  @Test
  void refusesWhatItDoesNotKnowWithoutItsValue() {
    var refused =
        assertThrows(
            WrapArguments.UsageException.class, () -> parse("--tokne=hunter2", "--", "server"));
    assertTrue(String.valueOf(refused.getMessage()).contains("`--tokne`"), refused.getMessage());
    assertFalse(String.valueOf(refused.getMessage()).contains("hunter2"), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--", "--name", "--config", "--mode", "--set", "--quiet=yes x"})
  void refusesAnIncompleteLine(String line) {
    assertThrows(WrapArguments.UsageException.class, () -> parse(line.split(" ", 0)));
  }

  @Test
  void readsEveryOptionThatHelpNames() throws Exception {
    for (OptionSpec option : WrapHelp.spec().options()) {
      for (String name : option.names()) {
        WrapArguments words =
            option.arity().max() == 0
                ? parse(name, "--", "server")
                : parse(name, option.isMultiValue() ? "k=v" : "value", "--", "server");
        assertTrue(words.help() || words.command().equals(List.of("server")), name);
      }
    }
  }

  private static WrapArguments parse(String... words) throws WrapArguments.UsageException {
    return WrapArguments.parse(
        words.length == 1 && words[0].isEmpty() ? List.of() : List.of(words));
  }
}
