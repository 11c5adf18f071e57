package dev.brattice.policy;

import dev.brattice.catalogue.Effect;
import dev.brattice.inspect.Family;
import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Severity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A rule ready to be matched: patterns and expression compiled. Immutable. */
final class ArmedRule {
  private final Rule rule;
  private final List<Glob> methods;
  private final List<Glob> servers;
  private final List<Glob> trustDomains;
  private final List<ToolPattern> tools;
  private final Set<Effect> effects;
  private final Set<String> labels;
  private final boolean filtersFindings;
  private final Set<Family> families;
  private final Severity severity;
  private final List<Glob> findingRules;
  private final Optional<Condition> condition;

  /**
   * {@code rule} with its expression compiled to {@code condition}.
   *
   * @throws IllegalArgumentException if a pattern is empty or too long
   */
  ArmedRule(Rule rule, Optional<Condition> condition) {
    Rule.Conditions conditions = rule.conditions();
    this.rule = rule;
    this.methods = globs(conditions.methods());
    this.servers = globs(conditions.servers());
    this.trustDomains = globs(conditions.trustDomains());
    this.tools = conditions.toolPatterns().stream().map(ToolPattern::of).toList();
    this.effects = EnumSet.noneOf(Effect.class);
    this.effects.addAll(conditions.effects());
    this.labels = conditions.taintLabels();
    Optional<FindingFilter> filter = conditions.findings();
    this.filtersFindings = filter.isPresent();
    this.families = EnumSet.noneOf(Family.class);
    filter.ifPresent(findings -> families.addAll(findings.families()));
    this.severity = filter.map(FindingFilter::severity).orElse(Severity.NOTE);
    this.findingRules = globs(filter.map(FindingFilter::rules).orElse(List.of()));
    this.condition = condition;
  }

  private static List<Glob> globs(List<String> texts) {
    return texts.stream().map(Glob::new).toList();
  }

  /** The rule as written. */
  Rule rule() {
    return rule;
  }

  /** Whether its match must not be explained to an agent, because it tells of labels. */
  boolean isConfidential() {
    return !labels.isEmpty() || condition.isPresent() && condition.get().readsProvenance();
  }

  /**
   * Holds the rule against {@code facts}: {@link Outcome#ADDED} for a match, whatever the action,
   * or the first part that does not hold. The expression comes last: it costs most.
   */
  Outcome test(Facts facts, Map<String, Object> memo) throws ConditionFault {
    if (!any(methods, facts.method())) {
      return Outcome.NOT_METHODS;
    }
    if (!any(servers, facts.tool().server())) {
      return Outcome.NOT_SERVERS;
    }
    if (!any(trustDomains, facts.trustDomain())) {
      return Outcome.NOT_TRUST_DOMAINS;
    }
    if (!effects.isEmpty() && !effects.contains(facts.effect())) {
      return Outcome.NOT_EFFECTS;
    }
    if (!labels.isEmpty() && !carriesLabel(facts)) {
      return Outcome.NOT_TAINT_LABELS;
    }
    if (filtersFindings && !anyFinding(facts)) {
      return Outcome.NOT_FINDINGS;
    }
    if (!anyTool(facts)) {
      return Outcome.NOT_TOOL_PATTERNS;
    }
    if (condition.isPresent() && !condition.get().holds(facts, memo)) {
      return Outcome.NOT_WHEN;
    }
    return Outcome.ADDED;
  }

  /** The findings that the rule is about; none where it does not ask for any. */
  List<Finding> findings(Facts facts) {
    List<Finding> matching = new ArrayList<>();
    for (Finding finding : facts.inspection().findings()) {
      if (filtersFindings && isMeant(finding)) {
        matching.add(finding);
      }
    }
    return matching;
  }

  private boolean anyFinding(Facts facts) {
    for (Finding finding : facts.inspection().findings()) {
      if (isMeant(finding)) {
        return true;
      }
    }
    return false;
  }

  private boolean isMeant(Finding finding) {
    return finding.severity().compareTo(severity) >= 0
        && (families.isEmpty() || families.contains(finding.family()))
        && any(findingRules, finding.rule());
  }

  private boolean carriesLabel(Facts facts) {
    for (String category : facts.provenance().label().categories()) {
      if (labels.contains(category)) {
        return true;
      }
    }
    return false;
  }

  private boolean anyTool(Facts facts) {
    for (ToolPattern pattern : tools) {
      if (pattern.matches(facts.tool())) {
        return true;
      }
    }
    return tools.isEmpty();
  }

  private static boolean any(List<Glob> patterns, String name) {
    for (Glob pattern : patterns) {
      if (pattern.matches(name)) {
        return true;
      }
    }
    return patterns.isEmpty();
  }
}
