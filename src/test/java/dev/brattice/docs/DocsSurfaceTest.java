package dev.brattice.docs;

import dev.brattice.config.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists in pages are those of the program: made from {@code docs/surface}, between two marks. */
class DocsSurfaceTest {
  private static final String BEGIN = "<!-- from ";
  private static final String END = "<!-- end -->";

  private static final Map<String, String> HEADS =
      Map.of(
          "docs/surface/config-keys.txt", "| key | value | default | |",
          "docs/surface/policy-keys.txt", "| key | value | |",
          "docs/surface/policy-variables.txt", "| variable | type | known in |");

  @ParameterizedTest
  @ValueSource(strings = {"docs/CONFIGURATION.md", "docs/POLICY.md"})
  void listsAreThoseOfTheProgram(String name) throws IOException {
    List<String> text = new ArrayList<>();
    boolean kept = true;
    for (String line : Page.of(name).lines()) {
      kept |= line.equals(END);
      if (kept) {
        text.add(line);
      }
      if (line.startsWith(BEGIN)) {
        text.addAll(table(line.substring(BEGIN.length(), line.lastIndexOf(" -->"))));
        kept = false;
      }
    }
    Golden.check(name, String.join("\n", text) + "\n");
  }

  private static List<String> table(String surface) throws IOException {
    List<String> table = new ArrayList<>();
    String head = HEADS.getOrDefault(surface, "");
    table.add(head);
    long columns = head.chars().filter(c -> c == '|').count() - 1;
    table.add("|" + "---|".repeat((int) columns));
    for (String line : Files.readAllLines(Page.ROOT.resolve(surface))) {
      int end = line.indexOf(" | ");
      table.add("| `" + line.substring(0, end) + "`" + line.substring(end) + " |");
    }
    return table;
  }
}
