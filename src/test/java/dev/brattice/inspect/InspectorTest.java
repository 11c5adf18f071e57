package dev.brattice.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.call.Direction;
import dev.brattice.call.ToolRef;
import dev.brattice.inspect.instructions.InstructionDetector;
import dev.brattice.inspect.secrets.SecretDetector;
import dev.brattice.inspect.unicode.UnicodeDetector;
import dev.brattice.json.Json;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class InspectorTest {
  private static Material material(String json) throws JsonException {
    Json tree = new JsonReader(JsonLimits.MESSAGE).read(json.getBytes(StandardCharsets.UTF_8));
    return new Material(Direction.ARGUMENTS, new ToolRef("server", "tool"), tree);
  }

  private static Finding finding(Severity severity, String pointer, int start) {
    return new Finding(
        "test.rule",
        Family.SHELL,
        severity,
        1,
        new Locus(pointer, start, start),
        "found",
        "",
        "",
        "");
  }

  /** What a detector under test does with a subject. */
  private interface Deed {
    void inspect(Subject subject, Consumer<Finding> findings, Consumer<Touch> touches);
  }

  private record Fake(Deed deed, boolean catchesCanary) implements Detector {
    @Override
    public Family family() {
      return Family.SHELL;
    }

    @Override
    public void inspect(Subject subject, Consumer<Finding> findings, Consumer<Touch> touches) {
      deed.inspect(subject, findings, touches);
    }
  }

  private static Inspection inspect(String json, Deed deed) throws JsonException {
    return new Inspector(List.of(new Fake(deed, true)))
        .inspect(material(json), Rows.observations());
  }

  @Test
  void showsEveryStringWithItsNearestName() throws JsonException {
    List<String> seen = new ArrayList<>();
    inspect(
        """
        {"cmd": {"argv": ["ls", {"deep": "x"}, "-l"]}, "path": "/p", "n": 1, "a/b": "y"}
        """,
        (subject, findings, touches) -> {
          for (Leaf leaf : subject.leaves()) {
            String place = leaf.role() == Role.NAME ? "name" : "value";
            seen.add(leaf.pointer() + " " + leaf.name() + " " + leaf.value() + " " + place);
          }
        });
    assertEquals(
        List.of(
            "/cmd cmd cmd name",
            "/cmd/argv argv argv name",
            "/cmd/argv/0 argv ls value",
            "/cmd/argv/1/deep deep deep name",
            "/cmd/argv/1/deep deep x value",
            "/cmd/argv/2 argv -l value",
            "/path path path name",
            "/path path /p value",
            "/n n n name",
            "/a~1b a/b a/b name",
            "/a~1b a/b y value"),
        seen);
  }

  @Test
  void makesTheReadingsOfAStringOnce() throws JsonException {
    inspect(
        "\"%41%42\"",
        (subject, findings, touches) -> {
          Leaf leaf = subject.leaves().getFirst();
          assertSame(subject.views(leaf), subject.views(leaf));
          assertEquals(2, subject.views(leaf).size());
          assertTrue(subject.isAscii(leaf));
        });
  }

  @Test
  void ordersFindingsAsTheDocumentDoes() throws JsonException {
    Inspection inspection =
        inspect(
            "{\"a\": \"x\", \"b\": \"y\"}",
            (subject, findings, touches) -> {
              findings.accept(finding(Severity.NOTE, "/b", 0));
              findings.accept(finding(Severity.BLOCK, "/a", 1));
              findings.accept(finding(Severity.WARN, "/a", 0));
            });
    assertEquals(
        List.of("/a0", "/a1", "/b0"),
        inspection.findings().stream()
            .map(found -> found.locus().pointer() + found.locus().start())
            .toList());
  }

  @Test
  void keepsTheStrongestOfTooManyFindingsAndSaysSo() throws JsonException {
    Inspection inspection =
        inspect(
            "\"x\"",
            (subject, findings, touches) -> {
              for (int i = 0; i < 10 * Inspector.FINDINGS_MAX; i++) {
                findings.accept(finding(Severity.NOTE, "", 0));
              }
              findings.accept(finding(Severity.BLOCK, "", 0));
            });
    assertEquals(Inspector.FINDINGS_MAX + 1, inspection.findings().size());
    assertEquals(Severity.BLOCK, inspection.severity().orElseThrow());
    assertEquals("inspect.findings-limit", inspection.findings().getLast().rule());
  }

  @Test
  void asksWhenNotAllTouchesCanBeListed() throws JsonException {
    Inspection inspection =
        inspect(
            "\"x\"",
            (subject, findings, touches) -> {
              for (int i = 0; i <= Inspector.TOUCHES_MAX; i++) {
                touches.accept(
                    new Touch(
                        Touch.Action.READ,
                        Touch.Kind.PATH,
                        "/p" + i,
                        Set.of(),
                        new Locus("", 0, 0)));
              }
            });
    assertEquals(Inspector.TOUCHES_MAX, inspection.touches().size());
    assertEquals(Severity.ASK, inspection.severity().orElseThrow());
  }

  @Test
  void letsWhatADetectorThrowsReachTheCaller() {
    assertThrows(
        IllegalStateException.class,
        () ->
            inspect(
                "\"x\"",
                (subject, findings, touches) -> {
                  throw new IllegalStateException("broken");
                }));
  }

  @Test
  void namesDetectorsThatMissTheirCanary() {
    var broken = new Fake((subject, findings, touches) -> {}, false);
    assertEquals(List.of(Family.SHELL), new Inspector(List.of(broken)).brokenDetectors());
    var working =
        new Inspector(
            List.of(new SecretDetector(), new InstructionDetector(), new UnicodeDetector()));
    assertEquals(List.of(), working.brokenDetectors());
  }
}
