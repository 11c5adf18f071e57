package dev.brattice.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.config.Configuration;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonReader;
import dev.brattice.policy.DefaultAction;
import dev.brattice.policy.PolicySet;
import dev.brattice.policy.PolicySource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages show is valid. */
class DocsExamplesTest {
  private static final Set<String> LANGUAGES =
      Set.of("", "sh", "text", "yaml", "json", "python", "mermaid");

  @TempDir private Path folder;

  @Test
  void everyPolicyAndConfigurationIsValid() throws Exception {
    int count = 0;
    for (Page page : Page.all()) {
      for (Page.Block block : page.blocks("yaml")) {
        if (block.text().startsWith("rules:")) {
          PolicySet.parse(
              List.of(new PolicySource(page.name() + "+" + block.line(), block.text())),
              DefaultAction.ALLOW);
        } else {
          Path file = Files.writeString(folder.resolve("brattice.yaml"), block.text());
          Configuration.load(Optional.of(file), Map.of(), Map.of());
        }
        count++;
      }
    }
    assertTrue(count >= 2, "expected examples, found " + count);
  }

  @Test
  void everyJsonIsJson() throws Exception {
    for (Page page : Page.all()) {
      for (Page.Block block : page.blocks("json")) {
        new JsonReader(JsonLimits.MESSAGE)
            .read(block.text().strip().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void everyBlockNamesALanguageThatATestKnows() throws Exception {
    for (Page page : Page.all()) {
      boolean inside = false;
      for (String line : page.lines()) {
        if (line.startsWith("```")) {
          String language = line.substring(3).strip();
          assertTrue(
              inside ? language.isEmpty() : LANGUAGES.contains(language), page + ": " + line);
          inside = !inside;
        }
      }
      assertEquals(false, inside, page + " has a block without an end");
    }
  }

  @Test
  void theShownGoldenLineIsAGoldenLine() throws Exception {
    Path golden =
        Page.ROOT.resolve("src/test/resources/audit/golden/v1/00000002-1800000000000-4711.jsonl");
    Page.Block shown = Page.of("docs/AUDIT_FORMAT.md").blocks("json").getFirst();
    assertEquals(Files.readAllLines(golden).getFirst(), shown.text().strip());
  }
}
