package dev.brattice.policy;

import dev.brattice.call.Direction;
import dev.brattice.catalogue.Effect;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One rule of a policy file, as written.
 *
 * @param id its name in verdicts and records, unique over all files
 * @param name a few words for people
 * @param description one sentence: what it is for; empty where the name says it
 * @param owasp the class in the OWASP Top 10 for agentic applications, such as {@code ASI05}; empty
 *     where none fits
 * @param action what it does
 * @param priority lower numbers are decided first
 * @param conditions when it matches
 * @param consequence details of the action
 * @param file the policy file it stands in
 * @param line the line it starts in
 */
public record Rule(
    String id,
    String name,
    String description,
    String owasp,
    Action action,
    int priority,
    Conditions conditions,
    Consequence consequence,
    String file,
    int line) {

  /**
   * When a rule matches: all of its parts must hold. An empty list holds for everything.
   *
   * @param directions which way the message flows; never empty
   * @param methods patterns over protocol methods
   * @param servers patterns over server names
   * @param trustDomains patterns over trust domains
   * @param toolPatterns patterns over {@code tool} or {@code server/tool}
   * @param effects what the tool does to the world
   * @param taintLabels confidentiality categories, one of which the arguments carry
   * @param findings what must have been found
   * @param when an expression that must hold
   */
  public record Conditions(
      Set<Direction> directions,
      List<String> methods,
      List<String> servers,
      List<String> trustDomains,
      List<String> toolPatterns,
      Set<Effect> effects,
      Set<String> taintLabels,
      Optional<FindingFilter> findings,
      Optional<String> when) {
    public Conditions {
      directions = Set.copyOf(directions);
      methods = List.copyOf(methods);
      servers = List.copyOf(servers);
      trustDomains = List.copyOf(trustDomains);
      toolPatterns = List.copyOf(toolPatterns);
      effects = Set.copyOf(effects);
      taintLabels = Set.copyOf(taintLabels);
    }
  }

  /**
   * Details of an action.
   *
   * @param note for deny and approve: what would make the call pass; for warn: what the model is
   *     told beside the result
   * @param redact for redact: what is masked
   * @param callsPerMinute for throttle: how many calls may pass; 0 for other actions
   * @param profile for sandbox: how the tool is confined; empty for other actions
   */
  public record Consequence(
      Optional<String> note, Optional<Redacts> redact, int callsPerMinute, String profile) {}

  /** What redaction masks. */
  public enum Redacts {
    /** What the matching findings point at. */
    FINDINGS,
    /** What came from earlier results with one of the rule's labels. */
    ORIGINS
  }
}
