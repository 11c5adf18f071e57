package dev.brattice.inspect.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.call.ToolRef;
import dev.brattice.inspect.Cases;
import dev.brattice.inspect.Severity;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a | /workspace/project/a",
        ". | /workspace/project",
        "../x | /workspace/x",
        "/a//b/./c/../d/ | /a/b/d",
        "/ | /",
        "../../../.. | /",
        "~ | /home/u",
        "~/x | /home/u/x",
        "~root/x | /root/x",
        "~v/x | /home/v/x",
        "$HOME/x | /home/u/x",
        "${HOME}/x | /home/u/x",
        "%USERPROFILE%\\x | /home/u/x",
        "file:///a/b%20c | /a/b c",
        "file://localhost/a | /a",
        "file:/a | /a",
        "file:///C:/a | c:/a",
        "C:\\A\\..\\B | c:/B",
        "\\\\?\\C:\\a | c:/a",
        "\\\\?\\UNC\\h\\s | //h/s",
        "\\\\h\\s\\x | //h/s/x",
        "a\\b | /workspace/project/a/b",
        "C:\\a.txt::$DATA | c:/a.txt",
        "C:\\a.txt. | c:/a.txt",
        "/proc/self/root/etc/x | /etc/x",
        "/proc/1/task/2/root/etc | /etc",
        "/proc/self/cwd/x | /workspace/project/x",
        "/proc/self/rooted | /proc/self/rooted",
        "%2e%2e/x | /workspace/x",
        "%252e%252e/x | /workspace/x",
        "100% | /workspace/project/100%"
      })
  void worksOutThePlace(String spelled, String expected) {
    assertEquals(expected, Places.of(spelled, Cases.WORKSPACE).path());
  }

  @Test
  void aFolderIsNoPrefixOfItsNeighbour() {
    assertFalse(Place.within("/database/x", "/data"));
    assertTrue(Place.within("/data/x", "/data"));
    assertTrue(Place.within("/data", "/data"));
    assertTrue(Place.within("/x", "/"));
  }

  @Test
  void letterCaseDoesNotCountWhereTheSystemIgnoresIt() {
    assertTrue(Place.within("/users/me/X", "/Users/me"));
    assertFalse(Place.within("/HOME/u/x", "/home/u"));
  }

  @Test
  void judgesWhereLinksLead() {
    var tool = new ToolRef("server", "read_file");
    var arguments = JsonObject.of("path", new JsonString("notes"));
    var subject = Cases.subject(tool, arguments, Map.of("notes", "/etc/shadow"));
    assertEquals(Severity.BLOCK, Cases.worst(Cases.findings(subject)).orElseThrow());
    var harmless = Cases.subject(tool, arguments, Map.of("notes", "/workspace/project/n.md"));
    assertTrue(Cases.findings(harmless).isEmpty());
    var own = Cases.subject(tool, arguments, Map.of("notes", "/home/u/.brattice/keys"));
    assertEquals(Severity.BLOCK, Cases.worst(Cases.findings(own)).orElseThrow());
  }

  @Test
  void aKelvinSignIsNoReasonToStopAPathWithAK() {
    assertTrue(Cases.findings(Cases.subject("read_file", "path", "docs/\u212Aelvin.md")).isEmpty());
    assertTrue(Cases.findings(Cases.subject("read_file", "path", "docs/kayak.md")).isEmpty());
  }

  @Test
  void undoesAsManyEncodingsAsTheBoundSays() {
    String path = "@2e@2e/@2e@2e/etc/x".replace('@', '%');
    for (int i = 1; i < Spelling.DECODINGS_MAX; i++) {
      path = path.replace("%", "%25");
    }
    assertTrue(Places.of(path, Cases.WORKSPACE).climbs());
    String once = path.replace("%", "%25");
    assertFalse(Places.of(once, Cases.WORKSPACE).climbs());
  }
}
