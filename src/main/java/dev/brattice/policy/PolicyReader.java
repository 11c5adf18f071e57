package dev.brattice.policy;

import dev.brattice.policy.yaml.Yaml;
import dev.brattice.policy.yaml.YamlException;
import dev.brattice.policy.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the rules of several files. For one thread. */
final class PolicyReader {
  private final List<ArmedRule> rules = new ArrayList<>();
  private final Map<String, Rule> byId = new HashMap<>();
  private Optional<Expressions> expressions = Optional.empty();

  void read(PolicySource source) throws YamlException {
    Yaml.Mapping file = YamlReader.read(source.text()).mapping("the policy file");
    var fields = new RuleFields(file, "a policy file", List.of("rules"));
    Optional<Yaml> list = fields.get("rules");
    if (list.isEmpty()) {
      throw new YamlException(file.line(), "expected the key `rules`, got a file without it");
    }
    for (Yaml element : list.get().list("rules")) {
      Yaml.Mapping mapping = element.mapping("rules");
      Rule rule = RuleReader.read(source.name(), mapping);
      refuseDuplicate(rule);
      if (rules.size() == PolicySet.RULES_MAX) {
        throw new YamlException(
            rule.line(), "expected at most " + PolicySet.RULES_MAX + " rules, got more");
      }
      rules.add(new ArmedRule(rule, condition(rule, mapping)));
    }
  }

  private void refuseDuplicate(Rule rule) throws YamlException {
    Optional<Rule> earlier = Optional.ofNullable(byId.putIfAbsent(rule.id(), rule));
    if (earlier.isPresent()) {
      throw new YamlException(
          rule.line(),
          "expected each id once, got `"
              + rule.id()
              + "` again; it first stands in "
              + earlier.get().file()
              + ":"
              + earlier.get().line());
    }
  }

  /** The expression library is large: it is loaded with the first expression, or never. */
  private Optional<Condition> condition(Rule rule, Yaml.Mapping mapping) throws YamlException {
    Optional<String> when = rule.conditions().when();
    if (when.isEmpty()) {
      return Optional.empty();
    }
    if (expressions.isEmpty()) {
      expressions = Optional.of(new Expressions());
    }
    Yaml place = mapping.get(PolicyKey.WHEN.label()).orElse(mapping);
    return Optional.of(
        expressions.get().compile(when.get(), rule.conditions().directions(), place));
  }

  List<ArmedRule> rules() {
    return rules;
  }
}
