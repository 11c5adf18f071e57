package dev.brattice.inspect;

import dev.brattice.call.Direction;
import dev.brattice.call.ToolRef;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assertions;

/**
 * Attack and benign cases of the test resources: one JSON object a line. A text may be written as
 * an array of pieces, so that no scanner of the repository takes a made-up token for a leaked one.
 */
public final class Rows {
  private Rows() {}

  /** The objects of the resource {@code name}. */
  public static List<JsonObject> of(String name) {
    try (InputStream in = Objects.requireNonNull(Rows.class.getResourceAsStream(name), name)) {
      var reader = new JsonReader(JsonLimits.MESSAGE);
      List<JsonObject> cases = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        cases.add((JsonObject) reader.read(line.getBytes(StandardCharsets.UTF_8)));
      }
      return cases;
    } catch (IOException | JsonException broken) {
      throw new UncheckedIOException(new IOException(name, broken));
    }
  }

  /** The text under {@code name}, whole or in pieces. */
  public static String text(JsonObject row, String name) {
    return switch (row.get(name).orElseThrow()) {
      case JsonString text -> text.value();
      case JsonArray pieces -> {
        var joined = new StringBuilder();
        for (Json piece : pieces.elements()) {
          joined.append(((JsonString) piece).value());
        }
        yield joined.toString();
      }
      default -> Assertions.fail("expected a text under " + name);
    };
  }

  /** What {@code detector} finds in {@code tree}. */
  public static List<Finding> find(Detector detector, Direction direction, Json tree) {
    var material = new Material(direction, new ToolRef("server", "tool"), tree);
    return new Inspector(List.of(detector)).inspect(material, observations()).findings();
  }

  /** Observations of a made-up machine. */
  public static Observations observations() {
    var workspace =
        new Workspace("/home/dev/app", "/home/dev", List.of("/home/dev/app"), List.of(), List.of());
    return new Observations(0, workspace, Map.of());
  }
}
