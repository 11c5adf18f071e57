package dev.brattice.cli;

import dev.brattice.catalogue.Effect;
import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Inspection;
import dev.brattice.inspect.Touch;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.policy.Reason;
import dev.brattice.policy.Verdict;
import dev.brattice.provenance.Provenance;
import dev.brattice.proxy.Passage;
import dev.brattice.proxy.Risk;
import dev.brattice.proxy.Ruling;

/** A passage and what was decided about it, for people and for programs. */
record Judged(Passage passage, Ruling ruling) {
  /** The rule that stands for what the protocol itself does not allow. */
  private static final String PROTOCOL = "protocol";

  /** What the gateway refuses without judging it, because it can be read in more than one way. */
  static Judged unreadable(String problem) {
    return new Judged(
        Passages.unreadable(),
        new Ruling(
            new Verdict.Deny(new Reason(PROTOCOL, problem, false, "")),
            "deny",
            "blocked",
            Inspection.clean(),
            Provenance.none(),
            Effect.UNKNOWN));
  }

  /** {@code allow | warn | ask | redact | deny}: the words that policy uses. */
  String word() {
    return ruling.decided();
  }

  String rule() {
    return ruling.verdict().reason().rule();
  }

  String reason() {
    return ruling.verdict().reason().text();
  }

  int risk() {
    return Risk.score(Risk.parts(ruling));
  }

  boolean isQuiet() {
    return word().equals("allow");
  }

  boolean isWorseThan(Judged other) {
    return rank() != other.rank() ? rank() > other.rank() : risk() > other.risk();
  }

  private int rank() {
    return switch (word()) {
      case "deny" -> 4;
      case "ask" -> 3;
      case "redact" -> 2;
      case "warn" -> 1;
      default -> 0;
    };
  }

  JsonObject json() {
    return JsonObject.empty()
        .with("verdict", word())
        .with("rule", rule())
        .with("reason", reason())
        .with("risk", risk())
        .with("direction", passage.direction().label())
        .with("method", passage.method())
        .with("tool", passage.tool().tool())
        .with("effect", ruling.effect().label())
        .with(
            "findings",
            JsonArray.of(ruling.inspection().findings().stream().map(Judged::json).toList()))
        .with(
            "touches",
            JsonArray.of(ruling.inspection().touches().stream().map(Judged::json).toList()));
  }

  private static JsonObject json(Finding finding) {
    return JsonObject.empty()
        .with("rule", finding.rule())
        .with("family", finding.family().label())
        .with("severity", finding.severity().label())
        .with("confidence", new JsonNumber(Double.toString(finding.confidence())))
        .with("pointer", finding.locus().pointer())
        .with("start", finding.locus().start())
        .with("end", finding.locus().end())
        .with("reason", finding.reason())
        .with("disguise", finding.disguise())
        .with("owasp", finding.owasp());
  }

  private static JsonObject json(Touch touch) {
    return JsonObject.empty()
        .with("action", touch.action().label())
        .with("kind", touch.kind().label())
        .with("name", touch.name())
        .with(
            "categories",
            JsonArray.of(touch.categories().stream().sorted().map(JsonString::new).toList()));
  }

  /** Appends what was found, a line each. */
  void describe(StringBuilder text, String direction) {
    for (Finding finding : ruling.inspection().findings()) {
      text.append("  ")
          .append(String.format("%-5s %s", finding.severity().label(), finding.rule()))
          .append(" at ")
          .append(direction)
          .append(' ')
          .append(finding.locus().pointer())
          .append(" [")
          .append(finding.locus().start())
          .append(", ")
          .append(finding.locus().end())
          .append("): ")
          .append(finding.reason());
      if (!finding.disguise().isEmpty()) {
        text.append(" (hidden as ").append(finding.disguise()).append(')');
      }
      text.append(finding.owasp().isEmpty() ? "" : " [" + finding.owasp() + "]").append('\n');
    }
  }
}
