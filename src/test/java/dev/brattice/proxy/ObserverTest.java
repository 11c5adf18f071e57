package dev.brattice.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.call.Direction;
import dev.brattice.call.ToolRef;
import dev.brattice.inspect.Workspace;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObserverTest {
  @TempDir private Path folder;
  private Path here;
  private Path real;

  @BeforeEach
  void link() throws IOException {
    here = folder.toRealPath();
    real = Files.createFile(here.resolve("target"));
    Files.createSymbolicLink(here.resolve("link"), real);
  }

  private Map<String, String> lookedUp(String command) {
    String place = here.toString();
    var observer = new Observer(() -> new Workspace(place, place, List.of(), List.of(), List.of()));
    JsonObject arguments = JsonObject.of("command", new JsonString(command));
    JsonObject params = JsonObject.of("name", new JsonString("bash")).with("arguments", arguments);
    var passage =
        new Passage(Direction.ARGUMENTS, "tools/call", new ToolRef("s", "bash"), params, "d", 0);
    return observer.observe(passage).observations().realPaths();
  }

  private static String words(int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append('w').append(i).append(' ');
    }
    return text.toString();
  }

  @Test
  void followsALinkInACommand() {
    assertEquals(real.toString(), lookedUp("cat link").get("link"));
  }

  @Test
  void looksUpNoMoreThanTheBound() {
    assertEquals(real.toString(), lookedUp(words(Observer.PATHS_MAX - 1) + "link").get("link"));
    assertTrue(lookedUp(words(Observer.PATHS_MAX) + "link").isEmpty());
  }

  @Test
  void aRepeatedWordCountsOnce() {
    String text = "w ".repeat(2 * Observer.PATHS_MAX - 10) + "link";
    assertEquals(real.toString(), lookedUp(text).get("link"));
  }

  @Test
  void leavesLongTextsToTheirSpelling() {
    String text = "cat link " + "#".repeat(Observer.TEXT_MAX - "cat link ".length());
    assertEquals(real.toString(), lookedUp(text).get("link"));
    assertTrue(lookedUp(text + "#").isEmpty());
  }
}
