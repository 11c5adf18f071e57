package dev.brattice.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurroundingsTest {
  @TempDir private Path folder;

  private static Json root(String uri) {
    return JsonObject.of("uri", new JsonString(uri));
  }

  private Surroundings surroundings() {
    return new Surroundings(folder, folder.resolve("home"), List.of("server"), List.of());
  }

  @Test
  void rootsBeyondTheBoundWidenNothing() {
    Surroundings surroundings = surroundings();
    List<Json> named = new ArrayList<>();
    for (int i = 0; i < 2 * Surroundings.ROOTS_MAX; i++) {
      named.add(root("file:///projects/p" + i));
    }
    surroundings.learnRoots(JsonArray.of(named));
    surroundings.learnRoots(JsonArray.of(root("file:///projects/later")));
    List<String> roots = surroundings.workspace().roots();
    assertEquals(Surroundings.ROOTS_MAX, roots.size());
    assertTrue(roots.contains("/projects/p0"));
  }

  @Test
  void neitherTheWholeDiskNorOtherSchemesAreRoots() {
    Surroundings surroundings = surroundings();
    List<String> before = surroundings.workspace().roots();
    surroundings.learnRoots(
        JsonArray.of(root("file:///"), root("https://example.com/x"), root("%"), root("")));
    assertEquals(before, surroundings.workspace().roots());
  }
}
