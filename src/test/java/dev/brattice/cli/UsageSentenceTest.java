package dev.brattice.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParameterException;

class UsageSentenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "instpect | expected a command of `brattice`, got `instpect` (did you mean `inspect`?)",
        "frobnicate | expected a command of `brattice`, got `frobnicate`",
        "audit qery | expected a command of `brattice audit`, got `qery` (did you mean `query`?)",
        "doctor --jsno | expected an option of `brattice doctor`, got `--jsno` (did you mean `--json`?)",
        "doctor now | expected no further word for `brattice doctor`, got `now`",
        "inspect --as word | expected one of `auto`, `call`, `result`, `definition`, `command`, `path`, `url` for `--as`, got `word`",
        "audit query --limit many | expected a whole number for `--limit`, got `many`",
        "audit query --since | expected a value behind `--since`, got none",
        "audit query --tool a --tool b | expected `--tool` once, got it again"
      })
  void saysWhatWasExpectedAndWhatCame(String words, String expected) {
    String sentence = sentence(words.split(" ", 0));
    assertEquals(expected, sentence.substring(0, sentence.indexOf("; see `brattice")));
  }

  @Test
  void repeatsNoSetting() {
    assertFalse(sentence("config", "show", "--set", "hunter2").contains("hunter2"));
    assertFalse(sentence("config", "show", "--passwrd=hunter2").contains("hunter2"));
  }

  @Test
  void cutsWhatNobodyReads() {
    String word = "x".repeat(UsageSentence.WORD_CHARS_MAX);
    assertEquals(
        "expected a command of `brattice`, got `" + word + "…`; see `brattice --help`",
        sentence(word + "y"));
    assertEquals(
        "expected a command of `brattice`, got `" + word + "`; see `brattice --help`",
        sentence(word));
  }

  private static String sentence(String... words) {
    return UsageSentence.of(
        assertThrows(ParameterException.class, () -> Commands.line("1").parseArgs(words)));
  }
}
