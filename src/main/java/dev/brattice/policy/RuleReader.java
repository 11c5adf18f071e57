package dev.brattice.policy;

import dev.brattice.call.Direction;
import dev.brattice.catalogue.Effect;
import dev.brattice.inspect.Family;
import dev.brattice.inspect.Severity;
import dev.brattice.policy.yaml.Yaml;
import dev.brattice.policy.yaml.YamlException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads one rule of a policy file. */
final class RuleReader {
  /** The most characters of a rule's id. */
  static final int ID_CHARS_MAX = 64;

  /** The labels that results can carry. */
  static final List<String> LABELS = List.of("secret", "pii", "internal");

  private static final int PRIORITY_DEFAULT = 100;
  private static final int PRIORITY_MAX = 1_000_000;
  private static final int CALLS_PER_MINUTE_MAX = 1_000_000;
  private static final int ASI_CLASSES = 10;
  private static final String PROFILE_DEFAULT = "standard";
  private static final List<String> FINDING_KEYS = List.of("families", "severity", "rules");

  private static final Map<String, Action> ACTIONS =
      RuleFields.choices(Action.values(), Action::label);
  private static final Map<String, Direction> DIRECTIONS =
      RuleFields.choices(Direction.values(), Direction::label);
  private static final Map<String, Effect> EFFECTS =
      RuleFields.choices(Effect.values(), Effect::label);
  private static final Map<String, Family> FAMILIES =
      RuleFields.choices(Family.values(), Family::label);
  private static final Map<String, Severity> SEVERITIES =
      RuleFields.choices(Severity.values(), Severity::label);
  private static final Map<String, String> LABEL_CHOICES =
      RuleFields.choices(LABELS.toArray(new String[0]), label -> label);
  private static final Map<String, Rule.Redacts> REDACTS =
      Map.of("findings", Rule.Redacts.FINDINGS, "origins", Rule.Redacts.ORIGINS);

  private final RuleFields fields;

  private RuleReader(RuleFields fields) {
    this.fields = fields;
  }

  /** Reads {@code rule}, which stands in {@code file}. */
  static Rule read(String file, Yaml.Mapping rule) throws YamlException {
    var fields = new RuleFields(rule, "a rule", PolicyKey.labels());
    Rule read = new RuleReader(fields).rule(file, rule.line());
    RuleChecks.check(read);
    return read;
  }

  private Rule rule(String file, int line) throws YamlException {
    String id = id();
    fields.required(PolicyKey.NAME.label());
    fields.required(PolicyKey.ACTION.label());
    Action action = fields.choice(PolicyKey.ACTION.label(), ACTIONS).orElseThrow();
    Rule.Conditions conditions = conditions();
    return new Rule(
        id,
        fields.text(PolicyKey.NAME.label()),
        fields.text(PolicyKey.DESCRIPTION.label()),
        owasp(),
        action,
        fields.integer(PolicyKey.PRIORITY.label(), 0, PRIORITY_MAX, PRIORITY_DEFAULT),
        conditions,
        consequence(action, conditions),
        file,
        line);
  }

  private String id() throws YamlException {
    Yaml value = fields.required(PolicyKey.ID.label());
    String id = value.string(PolicyKey.ID.label());
    boolean sound = !id.isEmpty() && id.length() <= ID_CHARS_MAX && !id.equals("default");
    for (int i = 0; i < id.length() && sound; i++) {
      char c = id.charAt(i);
      sound = c < 0x80 && (Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-');
    }
    if (!sound) {
      throw new YamlException(
          value.line(),
          "expected an id of 1 to "
              + ID_CHARS_MAX
              + " letters, digits, `.`, `_`, `-` other than `default`, got "
              + value.kind());
    }
    return id;
  }

  /** {@code ASI05} and {@code ASI-05} are the same class. */
  private String owasp() throws YamlException {
    Optional<Yaml> value = fields.get(PolicyKey.OWASP_ASI_ID.label());
    if (value.isEmpty()) {
      return "";
    }
    String text = value.get().string(PolicyKey.OWASP_ASI_ID.label());
    for (int i = 1; i <= ASI_CLASSES; i++) {
      String digits = (i < 10 ? "0" : "") + i;
      if (text.equals("ASI" + digits) || text.equals("ASI-" + digits)) {
        return "ASI" + digits;
      }
    }
    throw new YamlException(
        value.get().line(),
        "expected a class from `ASI01` to `ASI10` for `owasp_asi_id`, got " + value.get().kind());
  }

  private Rule.Conditions conditions() throws YamlException {
    List<Direction> directions = fields.choiceList(PolicyKey.DIRECTIONS.label(), DIRECTIONS);
    return new Rule.Conditions(
        Set.copyOf(directions.isEmpty() ? List.of(Direction.ARGUMENTS) : directions),
        fields.patterns(PolicyKey.METHODS.label()),
        fields.patterns(PolicyKey.SERVERS.label()),
        fields.patterns(PolicyKey.TRUST_DOMAINS.label()),
        toolPatterns(),
        Set.copyOf(fields.choiceList(PolicyKey.EFFECTS.label(), EFFECTS)),
        new TreeSet<>(fields.choiceList(PolicyKey.TAINT_LABELS.label(), LABEL_CHOICES)),
        findings(),
        when());
  }

  private List<String> toolPatterns() throws YamlException {
    String key = PolicyKey.TOOL_PATTERNS.label();
    List<String> patterns = fields.patterns(key);
    for (String pattern : patterns) {
      if (pattern.startsWith("/") || pattern.endsWith("/")) {
        throw new YamlException(
            fields.required(key).line(),
            "expected `tool` or `server/tool` in `" + key + "`, got `" + pattern + "`");
      }
    }
    return patterns;
  }

  private Optional<FindingFilter> findings() throws YamlException {
    String key = PolicyKey.FINDINGS.label();
    Optional<Yaml> value = fields.get(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Yaml.Mapping mapping = value.get().mapping(key);
    if (mapping.entries().isEmpty()) {
      throw new YamlException(
          mapping.line(), "expected families, severity or rules for `findings`, got nothing");
    }
    var parts = new RuleFields(mapping, "`findings`", FINDING_KEYS);
    var families = EnumSet.noneOf(Family.class);
    families.addAll(parts.choiceList("families", FAMILIES));
    return Optional.of(
        new FindingFilter(
            families,
            parts.choice("severity", SEVERITIES).orElse(Severity.NOTE),
            parts.patterns("rules")));
  }

  private Optional<String> when() throws YamlException {
    Optional<Yaml> value = fields.get(PolicyKey.WHEN.label());
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(value.get().string(PolicyKey.WHEN.label()));
  }

  private Rule.Consequence consequence(Action action, Rule.Conditions conditions)
      throws YamlException {
    String note = fields.text(PolicyKey.NOTE.label());
    String profile = fields.text(PolicyKey.PROFILE.label());
    Optional<Rule.Redacts> redact = fields.choice(PolicyKey.REDACT.label(), REDACTS);
    if (redact.isEmpty() && action == Action.REDACT) {
      boolean found = conditions.findings().isPresent();
      redact = Optional.of(found ? Rule.Redacts.FINDINGS : Rule.Redacts.ORIGINS);
    }
    return new Rule.Consequence(
        note.isEmpty() ? Optional.empty() : Optional.of(note),
        redact,
        fields.integer(PolicyKey.CALLS_PER_MINUTE.label(), 1, CALLS_PER_MINUTE_MAX, 0),
        profile.isEmpty() && action == Action.SANDBOX ? PROFILE_DEFAULT : profile);
  }
}
