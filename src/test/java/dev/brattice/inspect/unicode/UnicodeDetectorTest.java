package dev.brattice.inspect.unicode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.call.Direction;
import dev.brattice.inspect.Rows;
import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Severity;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnicodeDetectorTest {
  static List<JsonObject> attacks() {
    return Rows.of("/attacks/unicode.jsonl");
  }

  static List<JsonObject> benign() {
    return Rows.of("/attacks/unicode-benign.jsonl");
  }

  private static List<Finding> find(Direction direction, String text) {
    return Rows.find(new UnicodeDetector(), direction, new JsonString(text));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void catchesWhatIsNotSeen(JsonObject row) {
    Direction direction = Direction.valueOf(Rows.text(row, "direction").toUpperCase(Locale.ROOT));
    List<Finding> found = find(direction, Rows.text(row, "text"));
    assertTrue(
        found.stream()
            .anyMatch(
                finding ->
                    finding.rule().equals(Rows.text(row, "rule"))
                        && finding.severity().label().equals(Rows.text(row, "severity"))),
        () -> row.string("id").orElse("") + " gave " + found);
  }

  @ParameterizedTest
  @MethodSource("benign")
  void passesWhatWritingNeeds(JsonObject row) {
    assertEquals(
        List.of(),
        find(Direction.RESULT, Rows.text(row, "text")),
        () -> row.string("id").orElse(""));
  }

  @Test
  void blocksInDefinitionsOnly() {
    for (JsonObject row : attacks()) {
      for (Finding finding : find(Direction.RESULT, Rows.text(row, "text"))) {
        assertTrue(finding.severity().compareTo(Severity.BLOCK) < 0);
      }
    }
  }

  @Test
  @Timeout(20)
  void isLinearInHostileText() {
    for (String unit : List.of("\u200B", "a\u200B", "\uFE0F", "\uDB40\uDC41", "\u202E", "\uDB40")) {
      find(Direction.DEFINITION, unit.repeat((1 << 20) / unit.length()));
    }
  }
}
