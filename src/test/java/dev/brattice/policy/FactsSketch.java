package dev.brattice.policy;

import dev.brattice.call.Direction;
import dev.brattice.call.ToolRef;
import dev.brattice.catalogue.Effect;
import dev.brattice.inspect.Family;
import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Inspection;
import dev.brattice.inspect.Locus;
import dev.brattice.inspect.Severity;
import dev.brattice.inspect.Touch;
import dev.brattice.json.Json;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.provenance.Label;
import dev.brattice.provenance.Origin;
import dev.brattice.provenance.Provenance;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Facts for tests: a plain call of a local tool, until told otherwise. */
final class FactsSketch {
  private Direction direction = Direction.ARGUMENTS;
  private String method = "tools/call";
  private ToolRef tool = new ToolRef("files", "read_file");
  private String trustDomain = "workspace";
  private List<String> roles = List.of();
  private String agent = "";
  private Effect effect = Effect.LOCAL;
  private Json tree = JsonObject.empty();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Touch> touches = new ArrayList<>();
  private final List<Origin> origins = new ArrayList<>();
  private final Set<String> labels = new TreeSet<>();
  private long nowMillis = 1_700_000_000_000L;

  static FactsSketch call(String server, String tool) {
    return new FactsSketch().tool(server, tool);
  }

  FactsSketch direction(Direction direction) {
    this.direction = direction;
    return this;
  }

  FactsSketch method(String method) {
    this.method = method;
    return this;
  }

  FactsSketch tool(String server, String tool) {
    this.tool = new ToolRef(server, tool);
    return this;
  }

  FactsSketch trustDomain(String trustDomain) {
    this.trustDomain = trustDomain;
    return this;
  }

  FactsSketch caller(String agent, String... roles) {
    this.agent = agent;
    this.roles = List.of(roles);
    return this;
  }

  FactsSketch effect(Effect effect) {
    this.effect = effect;
    return this;
  }

  FactsSketch tree(Json tree) {
    this.tree = tree;
    return this;
  }

  FactsSketch tree(String json) {
    return tree(json(json));
  }

  FactsSketch at(long nowMillis) {
    this.nowMillis = nowMillis;
    return this;
  }

  FactsSketch finding(String rule, Family family, Severity severity) {
    return finding(rule, family, severity, new Locus("/path", 0, 4));
  }

  FactsSketch finding(String rule, Family family, Severity severity, Locus locus) {
    findings.add(
        new Finding(
            rule,
            family,
            severity,
            0.9,
            locus,
            "it is " + severity.label() + " for this test",
            "",
            "ASI02",
            ""));
    return this;
  }

  FactsSketch touch(Touch touch) {
    touches.add(touch);
    return this;
  }

  FactsSketch label(String label) {
    labels.add(label);
    return this;
  }

  FactsSketch origin(String category, Locus locus) {
    origins.add(new Origin(7, "3", "files", "read_file", "/w/.env", category, "exact", "", locus));
    return label(category);
  }

  Facts facts() {
    return new Facts(
        direction,
        method,
        tool,
        "local:test",
        roles,
        agent,
        trustDomain,
        effect,
        tree,
        new Inspection(findings, touches),
        new Provenance(origins, new Label(labels, Label.Integrity.EXTERNAL), 7),
        nowMillis);
  }

  static Json json(String text) {
    try {
      return new JsonReader(JsonLimits.MESSAGE).read(text.getBytes(StandardCharsets.UTF_8));
    } catch (JsonException malformed) {
      throw new IllegalArgumentException(malformed);
    }
  }
}
