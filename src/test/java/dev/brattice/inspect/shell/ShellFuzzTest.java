package dev.brattice.inspect.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.brattice.inspect.Cases;
import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Touch;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any text given to a shell is followed without a fault, and what is found stands in it. */
class ShellFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void followsAnyText(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    check(text, "bash", "command");
    check(text, "run_python", "code");
    check("cmd /c " + text, "bash", "command");
  }

  private static void check(String text, String tool, String name) {
    List<Finding> findings = Cases.findings(Cases.subject(tool, name, text));
    for (Finding finding : findings) {
      assertTrue(finding.locus().end() <= text.length());
    }
    for (Touch touch : Cases.touches(Cases.subject(tool, name, text))) {
      assertTrue(touch.locus().end() <= text.length());
    }
  }
}
