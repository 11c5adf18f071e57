package dev.brattice.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DifferencesTest {
  @TempDir private Path folder;

  private List<String> changes(String before, String after) throws Exception {
    Path file = Files.writeString(folder.resolve("brattice.yaml"), before);
    Configuration first = Configuration.load(Optional.of(file), Map.of(), Map.of());
    Files.writeString(file, after);
    return first.changes(first.again());
  }

  @Test
  void eachChangedKeyIsALine() throws Exception {
    assertEquals(
        List.of(
            "limits.calls_per_minute from 0 to 60",
            "mode from enforce to audit",
            "servers.b.command from nothing to [\"x\"]",
            "servers.b.trust_domain from \"a\" to \"b\""),
        changes(
                "servers: { b: { url: 'http://x/', trust_domain: a } }\n",
                "mode: audit\nlimits: { calls_per_minute: 60 }\nservers: { b: { command: [x] } }\n")
            .stream()
            .filter(line -> !line.startsWith("servers.b.url"))
            .toList());
  }

  @Test
  void credentialsAreNotShown() throws Exception {
    List<String> lines =
        changes(
            "servers: { a: { command: [x], env: { KEY: s3cret } } }\n",
            "servers: { a: { command: [x], env: { KEY: other-s3cret } } }\n");
    assertEquals(List.of("servers.a.env has another value"), lines);
  }

  @Test
  void aSameFileHasNoDifferences() throws Exception {
    assertEquals(List.of(), changes("mode: audit\n", "mode: audit # still\n"));
  }

  @Test
  void manyChangesAreCounted() throws Exception {
    StringBuilder many = new StringBuilder("servers:\n");
    for (int i = 0; i < Differences.LINES_MAX + 3; i++) {
      many.append("  s").append(i).append(": { command: [x], trust_domain: t }\n");
    }
    List<String> lines = changes("mode: enforce\n", many.toString());
    assertEquals(Differences.LINES_MAX + 1, lines.size());
    assertTrue(lines.getLast().startsWith("and "), lines.getLast());
    assertFalse(lines.getLast().startsWith("and 0"));
  }
}
