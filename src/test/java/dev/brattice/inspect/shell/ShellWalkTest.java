package dev.brattice.inspect.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.inspect.Cases;
import dev.brattice.inspect.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWalkTest {
  /** Writes down what would start. */
  private static final class Recorder implements Effects {
    private final List<String> started = new ArrayList<>();
    private boolean bounded;

    @Override
    public void starts(Invocation invocation) {
      var line = new StringBuilder(invocation.program());
      for (Argument argument : invocation.arguments()) {
        line.append(' ').append(argument.text());
      }
      started.add(line.toString());
    }

    @Override
    public void pipes(List<List<Invocation>> stages) {}

    @Override
    public void runs(Code code) {}

    @Override
    public void reachesBound(Span span) {
      bounded = true;
    }
  }

  private static Recorder follow(String text) {
    var recorder = new Recorder();
    new ShellWalk(Cases.WORKSPACE, recorder).follow(text);
    return recorder;
  }

  private static Stream<Arguments> readings() {
    return Stream.of(
        Arguments.of("a 'b c' \"d e\" f\\ g", "a b c d e f g"),
        Arguments.of("r''m \"\"x", "rm x"),
        Arguments.of("echo $'\\x41\\tB'", "echo A\tB"),
        Arguments.of("A=1; echo $A ${A}2 ${B:-3} ${A:+4}", "echo 1 12 3 4"),
        Arguments.of("X='rm -r'; $X y", "rm -r y"),
        Arguments.of("echo ${HOME:0:1}etc", "echo /etc"),
        Arguments.of("a=xhhy; echo ${a//hh/-}", "echo x-y"),
        Arguments.of("echo $(printf '%s' hi)", "echo hi"),
        Arguments.of("echo `echo hi`", "echo hi"),
        Arguments.of("echo {a,b}c", "echo ac bc"),
        Arguments.of("echo \"{a,b}\"", "echo {a,b}"),
        Arguments.of("sudo -u x nice -n 5 ls -l", "ls -l"),
        Arguments.of("bash -lc 'ls $1' a b", "ls b"),
        Arguments.of("env A=b ls", "ls"),
        Arguments.of("echo aGk= | base64 -d | xargs ls", "ls hi"),
        Arguments.of("for f in a b; do ls $f; done", "ls a b"),
        Arguments.of("if x; then y; else z; fi", "z"),
        Arguments.of("case a in b) c;; d) e f;; esac", "e f"),
        Arguments.of("find . -exec cat {} \\;", "cat \uFFFC"),
        Arguments.of("cat <<E | sh\nls -l\nE", "ls -l"),
        Arguments.of("cat <<-E | sh\n\tls -l\n\tE\n", "ls -l"),
        Arguments.of("ssh h 'ls -l'", "ls -l"),
        Arguments.of("[[ a && b ]] && ls", "ls"),
        Arguments.of("ls # rm -rf /", "ls"),
        Arguments.of("f() { ls $1; }; f q", "ls q"),
        Arguments.of("x=(a b); ls ${x[@]}", "ls a b"),
        Arguments.of("ls 2>&1 >/dev/null", "ls"),
        Arguments.of("! ls", "ls"),
        Arguments.of("{ ls; } > x", "ls"),
        Arguments.of("echo hi | rev | xargs ls", "ls ih"),
        Arguments.of("osascript -e 'do shell script \"ls -l\"'", "ls -l"));
  }

  @ParameterizedTest
  @MethodSource("readings")
  void startsWhatAShellWouldStart(String text, String expected) {
    List<String> started = follow(text).started;
    assertTrue(started.contains(expected), () -> started + "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo 'rm x'",
        "echo \"rm x\"",
        "cat <<E\nrm x\nE",
        "cat <<'E'\n$(rm x)\nE",
        "echo \\$(rm x\\)",
        "ls # ; rm x",
        "git commit -m 'a; rm x'"
      })
  void doesNotRunWhatIsQuoted(String text) {
    assertFalse(follow(text).started.contains("rm x"));
  }

  @Test
  void unquotedDocumentsRunTheirSubstitutions() {
    assertTrue(follow("cat <<E\n$(rm x)\nE").started.contains("rm x"));
  }

  @Test
  void stopsAtTheDepthOfTexts() {
    String text = "rm x";
    for (int i = 0; i < ShellWalk.DEPTH_MAX; i++) {
      text = "sh -c " + CodeCommands.quoted(text);
    }
    assertTrue(follow(text).started.contains("rm x"));
    assertFalse(follow(text).bounded);
    assertTrue(follow("sh -c " + CodeCommands.quoted(text)).bounded);
  }

  @Test
  void stopsAtTheDepthOfSubstitutions() {
    String deep = "$(".repeat(WordReader.NESTING_MAX - 1) + "ls" + ")".repeat(39);
    assertFalse(follow("echo " + deep).bounded);
    assertTrue(follow("echo $(" + "$(".repeat(WordReader.NESTING_MAX) + "ls").bounded);
  }

  @Test
  void stopsAtTheNumberOfPrograms() {
    var recorder = follow("ls;".repeat(ShellWalk.INVOCATIONS_MAX + 1));
    assertTrue(recorder.bounded);
    assertEquals(ShellWalk.INVOCATIONS_MAX, recorder.started.size());
  }

  @Test
  void stopsWhenExpansionsGrowBeyondTheBudget() {
    var text = new StringBuilder("a=").append("x".repeat(4_000)).append(";");
    text.append("echo $a$a$a$a$a$a$a$a;".repeat(1_000));
    assertTrue(follow(text.toString()).bounded);
  }

  @Test
  void remembersVariablesUpToTheBoundAndNoLongValues() {
    var text = new StringBuilder();
    for (int i = 0; i <= Environment.VARIABLES_MAX; i++) {
      text.append("v").append(i).append("=k;");
    }
    text.append("echo $v0 $v").append(Environment.VARIABLES_MAX);
    text.append(";w=").append("y".repeat(Environment.VALUE_CHARS_MAX + 1)).append(";echo $w");
    assertTrue(follow(text.toString()).started.contains("echo k \uFFFC"));
  }

  @Test
  void losesTheWorkingDirectoryWhereItGrowsTooLong() {
    var text = new StringBuilder();
    for (int i = 0; i <= Environment.DIRECTORY_CHARS_MAX / 200; i++) {
      text.append("cd ").append("d".repeat(200)).append(";");
    }
    var places = new ArrayList<String>();
    new ShellWalk(
            Cases.WORKSPACE,
            new Effects() {
              @Override
              public void starts(Invocation invocation) {
                places.add(invocation.directory());
              }

              @Override
              public void pipes(List<List<Invocation>> stages) {}

              @Override
              public void runs(Code code) {}

              @Override
              public void reachesBound(Span span) {}
            })
        .follow(text + "ls");
    assertEquals("", places.getLast());
  }

  @Test
  void opensNoMoreBracesThanTheBoundSays() {
    String word = "{a,b}".repeat(10);
    String started = follow("echo " + word).started.getFirst();
    assertTrue(started.chars().filter(c -> c == ' ').count() <= Expansion.BRACES_MAX);
  }

  @Test
  void asksAboutATextTooLongToBeFollowed() {
    String text = "true;".repeat(10) + " #" + "x".repeat(ShellDetector.TEXT_CHARS_MAX);
    var findings = Cases.findings(Cases.subject("bash", "command", text + "\nbrattice kill off"));
    assertTrue(
        findings.stream()
            .anyMatch(
                finding ->
                    finding.rule().equals("shell.too-deep") && finding.severity() == Severity.ASK));
    assertTrue(
        findings.stream().anyMatch(finding -> finding.rule().equals("protection.own-command")));
  }
}
