package dev.brattice.inspect;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A megabyte of whatever hurts parsers ends, in every role, without a fault. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class HostileInputTest {
  private static final int SIZE = 1 << 20;

  private static final List<Role> ROLES = List.of(Role.COMMAND, Role.CODE, Role.PATH, Role.URL);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "$(",
        "`",
        "{",
        "a=(",
        "\"$(",
        "${",
        "${x:-",
        "<<A\n",
        "a|",
        "case x in ",
        "f(){ ",
        "f(",
        "'",
        "\\",
        "[[ ",
        "if ",
        "x=$x$x;",
        "eval ",
        "sh -c '",
        "find . -exec a \\; ",
        "$((",
        "((",
        "{a,b}",
        "{a,{",
        "../",
        "a/../",
        "%",
        "%25",
        "http://",
        "a:",
        "a@",
        "sudo ",
        "cd a; ",
        "x(){ x;x;x;}; ",
        "<(",
        "cat <<A|sh\n",
        "system('",
        "('/a'),",
        "ls -la /etc/passwd ",
        "0x2e",
        "for i in $i $i; do ",
        "echo 'x' > f; sh f; ",
        "\uFFFC",
        "** ",
        "~/.brattice "
      })
  void endsInTime(String unit) {
    String text = unit.repeat(SIZE / unit.length());
    for (Role role : ROLES) {
      Subject shape = Cases.subject("bash", "command", "x");
      var subject =
          new Subject(
              shape.material(),
              shape.observations(),
              List.of(new Leaf("/command", "command", text, role)));
      assertTrue(Cases.findings(subject).size() < 1_000);
    }
  }
}
