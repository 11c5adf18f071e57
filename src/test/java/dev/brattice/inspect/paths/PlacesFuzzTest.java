package dev.brattice.inspect.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.brattice.inspect.Cases;
import java.nio.charset.StandardCharsets;

/** Every spelling stands for one place, in canonical form. */
class PlacesFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void everySpellingIsOnePlace(byte[] bytes) {
    String spelled = new String(bytes, StandardCharsets.UTF_8);
    canonical(Places.of(spelled, Cases.WORKSPACE));
    canonical(Places.literally(spelled, "/workspace/project", "/home/u"));
    assertNotNull(Cases.findings(Cases.subject("read_file", "path", spelled)));
  }

  private static void canonical(Place place) {
    String path = place.path();
    boolean drive = path.length() > 1 && path.charAt(1) == ':';
    assertTrue(drive || path.startsWith("/"));
    if (drive || place.share()) {
      return;
    }
    for (String part : path.substring(1).split("/", -1)) {
      assertFalse(part.equals("..") || part.equals("."));
      assertFalse(part.isEmpty() && !path.equals("/"));
    }
    if (path.indexOf('\\') < 0 && path.indexOf(':') != 1) {
      assertEquals(path, Places.literally(path, "/other", "/home/u").path());
    }
  }
}
