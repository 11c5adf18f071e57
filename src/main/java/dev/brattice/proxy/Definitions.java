package dev.brattice.proxy;

import dev.brattice.call.Direction;
import dev.brattice.call.ToolDefinition;
import dev.brattice.call.ToolRef;
import dev.brattice.catalogue.Catalogue;
import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Inspection;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.mcp.Methods;
import dev.brattice.policy.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Judges what a server says about itself. Each element of a list is judged by itself: a poisoned
 * one is left out, and the rest keep working. Instructions that may not pass are taken out of the
 * answer.
 */
final class Definitions {
  /** The most findings kept of one list: beyond it the strongest, the first of equals. */
  static final int FINDINGS_MAX = 256;

  private final Connection connection;
  private final Exchange exchange;
  private final Session session;
  private final Catalogue catalogue;

  Definitions(Connection connection, Exchange exchange, Catalogue catalogue) {
    this.connection = connection;
    this.exchange = exchange;
    this.session = connection.session();
    this.catalogue = catalogue;
  }

  /** An element that was left out. */
  record Refused(Passage passage, Ruling ruling) {}

  /** What goes on, what was left out, and the ruling about the whole. */
  record Judged(Json content, Ruling ruling, List<Refused> refused) {}

  /** Judges {@code content}, the server's answer to {@code asked}. */
  Judged judge(Passage asked, Json content) {
    String member = Methods.listMember(asked.method());
    Optional<JsonArray> elements =
        content instanceof JsonObject object && !member.isEmpty()
            ? object.array(member)
            : Optional.empty();
    return elements.isPresent()
        ? list(asked, (JsonObject) content, member, elements.get())
        : whole(asked, content);
  }

  private Judged list(Passage asked, JsonObject content, String member, JsonArray elements) {
    boolean tools = asked.method().equals(Methods.TOOLS_LIST);
    List<Json> kept = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    List<ToolDefinition> learnt = new ArrayList<>();
    for (Json element : elements.elements()) {
      String name = element instanceof JsonObject object ? object.string("name").orElse("") : "";
      ToolRef ref = new ToolRef(connection.serverName(), name);
      Passage passage =
          new Passage(
              Direction.DEFINITION,
              asked.method(),
              ref,
              element,
              asked.decision(),
              connection.clock().getAsLong());
      Ruling ruling = exchange.judge(passage);
      keep(findings, ruling.inspection().findings());
      if (ruling.verdict() instanceof Verdict.Allow) {
        kept.add(element);
        if (tools && element instanceof JsonObject definition) {
          learnt.add(new ToolDefinition(ref, definition));
          session.show(name);
        }
      } else {
        refused.add(refuse(passage, ruling));
      }
    }
    if (tools) {
      catalogue.learn(learnt);
    }
    // What stands beside the list is judged as well.
    Judged rest = whole(asked, content.without(member));
    keep(findings, rest.ruling().inspection().findings());
    Ruling ruling =
        new Ruling(
            rest.ruling().verdict(),
            refused.isEmpty() ? rest.ruling().decided() : "redact",
            refused.isEmpty() ? rest.ruling().outcome() : "redacted",
            new Inspection(findings, List.of()),
            rest.ruling().provenance(),
            rest.ruling().effect());
    return new Judged(
        refused.isEmpty() ? content : content.with(member, JsonArray.of(kept)), ruling, refused);
  }

  /** Adds {@code more} to {@code findings} within the bound. */
  static void keep(List<Finding> findings, List<Finding> more) {
    findings.addAll(more);
    if (findings.size() > FINDINGS_MAX) {
      findings.sort(Comparator.comparing(Finding::severity).reversed());
      findings.subList(FINDINGS_MAX, findings.size()).clear();
    }
  }

  private Refused refuse(Passage passage, Ruling ruling) {
    if (passage.method().equals(Methods.TOOLS_LIST)) {
      session.hide(passage.tool().tool());
    }
    connection
        .outlets()
        .say(
            "left "
                + passage.tool()
                + " out of "
                + passage.method()
                + " ("
                + ruling.verdict().reason().rule()
                + ", "
                + passage.decision()
                + ")");
    return new Refused(passage, ruling.with(ruling.verdict(), "blocked"));
  }

  private Judged whole(Passage asked, Json content) {
    Passage passage = connection.answer(asked, Direction.DEFINITION, content);
    Ruling ruling = exchange.judge(passage);
    if (ruling.verdict() instanceof Verdict.Allow
        || !(content instanceof JsonObject object)
        || !object.has("instructions")) {
      return new Judged(content, ruling, List.of());
    }
    JsonObject silent = object.without("instructions");
    Ruling again = exchange.judge(connection.answer(asked, Direction.DEFINITION, silent));
    connection
        .outlets()
        .say("took the instructions out of " + asked.method() + " (" + asked.decision() + ")");
    return new Judged(
        silent,
        again.with(again.verdict(), again.denies() ? "blocked" : "redacted"),
        List.of(new Refused(passage, ruling)));
  }
}
