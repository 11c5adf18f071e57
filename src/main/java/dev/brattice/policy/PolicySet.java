package dev.brattice.policy;

import dev.brattice.call.Direction;
import dev.brattice.policy.yaml.YamlException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The rules in force, in the order in which they are decided. Immutable; equal facts get equal
 * verdicts.
 */
public final class PolicySet {
  /** The most rules of all files together. */
  public static final int RULES_MAX = 2_000;

  private static final Comparator<ArmedRule> ORDER =
      Comparator.comparingInt((ArmedRule armed) -> armed.rule().priority())
          .thenComparingInt(armed -> armed.rule().action().rank());

  private final List<Rule> rules;
  private final Map<Direction, List<ArmedRule>> byDirection;
  private final DefaultAction defaultAction;
  private final String digest;

  private PolicySet(List<ArmedRule> ordered, DefaultAction defaultAction) {
    this.rules = ordered.stream().map(ArmedRule::rule).toList();
    this.byDirection = new EnumMap<>(Direction.class);
    for (Direction direction : Direction.values()) {
      byDirection.put(
          direction,
          ordered.stream()
              .filter(armed -> armed.rule().conditions().directions().contains(direction))
              .toList());
    }
    this.defaultAction = defaultAction;
    this.digest = CanonicalRules.digest(rules, defaultAction);
  }

  /**
   * Reads policy files. All of them are in force, or none.
   *
   * @param sources the files; at equal priority and action, earlier rules are decided first
   * @param defaultAction what happens where no rule decides
   * @throws PolicyException if a file is not valid
   */
  public static PolicySet parse(List<PolicySource> sources, DefaultAction defaultAction)
      throws PolicyException {
    var reader = new PolicyReader();
    for (PolicySource source : sources) {
      try {
        reader.read(source);
      } catch (YamlException invalid) {
        throw new PolicyException(source.name(), invalid.line(), invalid.sentence());
      }
    }
    List<ArmedRule> rules = reader.rules();
    rules.sort(ORDER);
    return new PolicySet(rules, defaultAction);
  }

  /** Decides about one message. */
  public Verdict decide(Facts facts) {
    return new Evaluation(facts, (rule, action, outcome, detail) -> {})
        .verdict(rules(facts), defaultAction);
  }

  /** Decides about one message and says how. The verdict is that of {@link #decide}. */
  public Explanation explain(Facts facts) {
    List<Explanation.Step> steps = new ArrayList<>();
    Verdict verdict =
        new Evaluation(
                facts,
                (rule, action, outcome, detail) ->
                    steps.add(new Explanation.Step(rule, action, outcome, detail)))
            .verdict(rules(facts), defaultAction);
    return new Explanation(steps, verdict);
  }

  private List<ArmedRule> rules(Facts facts) {
    return byDirection.getOrDefault(facts.direction(), List.of());
  }

  /** The rules in order of evaluation. */
  public List<Rule> rules() {
    return rules;
  }

  /** What happens where no rule decides. */
  public DefaultAction defaultAction() {
    return defaultAction;
  }

  /**
   * 16 hexadecimal digits over what the rules mean and the default: the same for files that differ
   * in comments, layout or place only.
   */
  public String digest() {
    return digest;
  }
}
