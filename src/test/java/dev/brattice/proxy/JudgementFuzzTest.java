package dev.brattice.proxy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.brattice.call.Direction;
import dev.brattice.call.ToolRef;
import dev.brattice.crypto.FingerprintKey;
import dev.brattice.gateway.Rulebooks;
import dev.brattice.inspect.Inspection;
import dev.brattice.inspect.Inspector;
import dev.brattice.inspect.Locus;
import dev.brattice.inspect.Material;
import dev.brattice.inspect.Observations;
import dev.brattice.inspect.Workspace;
import dev.brattice.json.Json;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.json.JsonString;
import dev.brattice.provenance.Origin;
import dev.brattice.provenance.Provenance;
import dev.brattice.provenance.ProvenanceIndex;
import dev.brattice.provenance.Tag;
import dev.brattice.provenance.Tagger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Whatever the material: no detector and no trace fails, and what is found stands there. */
class JudgementFuzzTest {
  private static final FingerprintKey KEY =
      new FingerprintKey(new byte[FingerprintKey.LENGTH_BYTES]);
  private static final Inspector INSPECTOR = new Inspector(Rulebooks.detectors(KEY));
  private static final JsonReader READER = new JsonReader(JsonLimits.MESSAGE);
  private static final Workspace WORKSPACE =
      new Workspace(
          "/workspace/project",
          "/home/u",
          List.of("/workspace/project"),
          List.of("/home/u/.brattice"),
          List.of("/home/u/.claude.json"));

  @FuzzTest(maxDuration = "60s")
  void judgesAnyMaterial(byte[] bytes) {
    Json tree = tree(bytes);
    var index = new ProvenanceIndex(KEY);
    for (String tool : List.of("bash", "read_file", "fetch")) {
      for (Direction direction : Direction.values()) {
        Inspection found = inspect(direction, tool, tree);
        Inspection asked = inspect(Direction.ARGUMENTS, tool, tree);
        for (Tag tag : new Tagger(KEY).tags("d-1", new ToolRef("s", tool), asked, tree, found, 1)) {
          index.fold(Tag.decode(tag.encode()));
        }
      }
    }
    Provenance provenance = index.trace(tree);
    for (Origin origin : provenance.origins()) {
      check(origin.locus(), tree);
    }
  }

  private static Json tree(byte[] bytes) {
    try {
      return READER.read(bytes);
    } catch (JsonException notJson) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      return JsonObject.of("command", new JsonString(text))
          .with("path", text)
          .with("content", text)
          .with("url", text)
          .with("api_key", text);
    }
  }

  private static Inspection inspect(Direction direction, String tool, Json tree) {
    Inspection inspection =
        INSPECTOR.inspect(
            new Material(direction, new ToolRef("s", tool), tree),
            new Observations(0, WORKSPACE, Map.of()));
    assertTrue(inspection.findings().size() <= Inspector.FINDINGS_MAX + 2);
    assertTrue(inspection.touches().size() <= Inspector.TOUCHES_MAX);
    inspection.findings().forEach(finding -> check(finding.locus(), tree));
    inspection.touches().forEach(touch -> check(touch.locus(), tree));
    return inspection;
  }

  private static void check(Locus locus, Json tree) {
    if (locus.place().isRoot() && locus.end() == 0) {
      return;
    }
    Json there = locus.place().in(tree).orElseThrow();
    assertFalse(there instanceof JsonObject);
    if (there instanceof JsonString string) {
      assertTrue(locus.end() <= string.value().length());
    }
  }
}
