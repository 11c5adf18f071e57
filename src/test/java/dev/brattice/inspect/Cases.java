package dev.brattice.inspect;

import dev.brattice.call.Direction;
import dev.brattice.call.ToolRef;
import dev.brattice.inspect.network.NetworkDetector;
import dev.brattice.inspect.paths.PathDetector;
import dev.brattice.inspect.protection.ProtectionDetector;
import dev.brattice.inspect.shell.ShellDetector;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonBoolean;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonPlace;
import dev.brattice.json.JsonReader;
import dev.brattice.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Calls from the data files, and what the detectors of effects say about them. */
public final class Cases {
  /** The workspace that all cases are written for. */
  public static final Workspace WORKSPACE =
      new Workspace(
          "/workspace/project",
          "/home/u",
          List.of("/workspace/project"),
          List.of("/home/u/.brattice"),
          List.of(
              "/home/u/.claude.json",
              "/workspace/project/.mcp.json",
              "/workspace/project/.cursor/mcp.json"));

  private static final List<Detector> DETECTORS =
      List.of(
          new PathDetector(), new NetworkDetector(), new ShellDetector(), new ProtectionDetector());

  private Cases() {}

  /**
   * One call.
   *
   * @param rule the rule that must speak, or that the case comes near
   * @param severity what it must say, or the most that any may say; {@code none} for nothing
   */
  public record Case(String rule, String severity, ToolRef tool, Json arguments, String line) {
    @Override
    public String toString() {
      return rule + " " + line.substring(0, Math.min(160, line.length()));
    }
  }

  /** The detectors of what a call would do. */
  public static List<Detector> detectors() {
    return DETECTORS;
  }

  /** The cases of a data file, such as {@code /attacks/shell.jsonl}. */
  public static Stream<Case> of(String resource) {
    try (InputStream in = Cases.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no data file " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(Cases::read);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static Case read(String line) {
    try {
      var reader = new JsonReader(JsonLimits.MESSAGE);
      var row = (JsonObject) reader.read(line.getBytes(StandardCharsets.UTF_8));
      String rule = row.string("rule").or(() -> row.string("near")).orElseThrow();
      String severity = row.string("severity").or(() -> row.string("most")).orElseThrow();
      var tool = new ToolRef("server", row.string("tool").orElseThrow());
      return new Case(rule, severity, tool, row.get("args").orElseThrow(), line);
    } catch (JsonException wrong) {
      throw new IllegalStateException(line, wrong);
    }
  }

  /** A call of {@code tool} with one argument. */
  public static Subject subject(String tool, String name, String value) {
    return subject(new ToolRef("server", tool), JsonObject.of(name, new JsonString(value)));
  }

  /** A call of {@code tool}. */
  public static Subject subject(ToolRef tool, Json arguments) {
    return subject(tool, arguments, Map.of());
  }

  /** A call of {@code tool} for which links were looked up. */
  public static Subject subject(ToolRef tool, Json arguments, Map<String, String> realPaths) {
    List<Leaf> leaves = new ArrayList<>();
    walk(tool, JsonPlace.root(), arguments, leaves);
    return new Subject(
        new Material(Direction.ARGUMENTS, tool, arguments),
        new Observations(0, WORKSPACE, realPaths),
        leaves);
  }

  /** What all detectors find in {@code subject}. */
  public static List<Finding> findings(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Detector detector : DETECTORS) {
      detector.inspect(subject, findings::add, touch -> {});
    }
    return findings;
  }

  /** What the call of {@code subject} would reach. */
  public static List<Touch> touches(Subject subject) {
    List<Touch> touches = new ArrayList<>();
    for (Detector detector : DETECTORS) {
      detector.inspect(subject, finding -> {}, touches::add);
    }
    return touches;
  }

  /** The worst of {@code findings}. */
  public static Optional<Severity> worst(List<Finding> findings) {
    return findings.stream().map(Finding::severity).max(Severity::compareTo);
  }

  private static void walk(ToolRef tool, JsonPlace place, Json json, List<Leaf> leaves) {
    switch (json) {
      case JsonObject object -> {
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
          String key = member.getKey();
          JsonPlace below = place.member(key);
          Role role = Roles.roleOf(Direction.ARGUMENTS, tool, key, key, true);
          leaves.add(new Leaf(below.ofName(), key, key, role));
          walk(tool, below, member.getValue(), leaves);
        }
      }
      case JsonArray array -> {
        for (int i = 0; i < array.elements().size(); i++) {
          walk(tool, place.element(i), array.elements().get(i), leaves);
        }
      }
      case JsonString string -> {
        Role role = Roles.roleOf(Direction.ARGUMENTS, tool, place.name(), string.value(), false);
        leaves.add(new Leaf(place, place.name(), string.value(), role));
      }
      case JsonNumber ignored -> {}
      case JsonBoolean ignored -> {}
      case JsonNull ignored -> {}
    }
  }
}
