package dev.brattice.policy;

import dev.brattice.policy.yaml.Nearest;
import dev.brattice.policy.yaml.Yaml;
import dev.brattice.policy.yaml.YamlException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Typed access to a mapping of a policy file: every key known, every value checked. */
final class RuleFields {
  /** The most elements of one list of a rule. */
  static final int LIST_MAX = 256;

  /** The most characters of a name, a description or a note. */
  static final int TEXT_CHARS_MAX = 1_000;

  private static final String SIGNS_OF_OTHER_PATTERNS = "[]{}\\^|";

  private final Yaml.Mapping mapping;

  /**
   * The fields of {@code mapping}.
   *
   * @param owner what has these fields, for messages
   * @param known the keys that it may have
   */
  RuleFields(Yaml.Mapping mapping, String owner, List<String> known) throws YamlException {
    for (var entry : mapping.entries().entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw new YamlException(
            entry.getValue().line(),
            "expected a key of "
                + owner
                + ", got `"
                + entry.getKey()
                + "`"
                + Nearest.hint(entry.getKey(), known));
      }
    }
    this.mapping = mapping;
  }

  /** The labels of {@code values} with the values, in order, to choose from. */
  static <T> Map<String, T> choices(T[] values, Function<T, String> label) {
    Map<String, T> choices = new LinkedHashMap<>();
    for (T value : values) {
      choices.put(label.apply(value), value);
    }
    return choices;
  }

  Optional<Yaml> get(String key) {
    return mapping.get(key);
  }

  Yaml required(String key) throws YamlException {
    Optional<Yaml> value = get(key);
    if (value.isEmpty()) {
      throw new YamlException(
          mapping.line(), "expected the key `" + key + "` in a rule, got a rule without it");
    }
    return value.get();
  }

  /** A text of at most {@link #TEXT_CHARS_MAX} characters; empty where the key is absent. */
  String text(String key) throws YamlException {
    Optional<Yaml> value = get(key);
    if (value.isEmpty()) {
      return "";
    }
    String text = value.get().string(key).strip();
    if (text.isEmpty() || text.length() > TEXT_CHARS_MAX) {
      throw new YamlException(
          value.get().line(),
          "expected a text of 1 to "
              + TEXT_CHARS_MAX
              + " characters for `"
              + key
              + "`, got one of "
              + text.length());
    }
    return text;
  }

  /** A whole number; {@code absent} where the key is absent. */
  int integer(String key, int least, int most, int absent) throws YamlException {
    Optional<Yaml> value = get(key);
    return value.isEmpty() ? absent : (int) value.get().integer(key, least, most);
  }

  /** One of {@code choices}, where the key is present. */
  <T> Optional<T> choice(String key, Map<String, T> choices) throws YamlException {
    Optional<Yaml> value = get(key);
    return value.isEmpty() ? Optional.empty() : Optional.of(chosen(key, value.get(), choices));
  }

  /** Some of {@code choices}; none where the key is absent. */
  <T> List<T> choiceList(String key, Map<String, T> choices) throws YamlException {
    List<T> chosen = new ArrayList<>();
    for (Yaml element : list(key)) {
      chosen.add(chosen(key, element, choices));
    }
    return chosen;
  }

  private static <T> T chosen(String key, Yaml value, Map<String, T> choices) throws YamlException {
    String text = value.string(key);
    Optional<T> chosen = Optional.ofNullable(choices.get(text));
    if (chosen.isEmpty()) {
      throw new YamlException(
          value.line(),
          "expected one of "
              + Nearest.list(choices.keySet())
              + " for `"
              + key
              + "`, got "
              + value.kind()
              + Nearest.to(text, choices.keySet())
                  .map(name -> "; did you mean `" + name + "`?")
                  .orElse(""));
    }
    return chosen.get();
  }

  /** Patterns for {@link Glob}; none where the key is absent. */
  List<String> patterns(String key) throws YamlException {
    List<String> patterns = new ArrayList<>();
    for (Yaml element : list(key)) {
      String pattern = element.string(key);
      if (!isPattern(pattern)) {
        throw new YamlException(
            element.line(),
            "expected a pattern of 1 to "
                + Glob.CHARS_MAX
                + " characters with `*` and `?` as its only signs in `"
                + key
                + "`, got "
                + element.kind());
      }
      patterns.add(pattern);
    }
    return patterns;
  }

  /** Signs that mean something in other pattern languages: taken as letters, the rule is dead. */
  private static boolean isPattern(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if (SIGNS_OF_OTHER_PATTERNS.indexOf(pattern.charAt(i)) >= 0) {
        return false;
      }
    }
    return !pattern.isBlank() && pattern.length() <= Glob.CHARS_MAX && !pattern.contains("**");
  }

  private List<Yaml> list(String key) throws YamlException {
    Optional<Yaml> value = get(key);
    if (value.isEmpty()) {
      return List.of();
    }
    List<Yaml> elements = value.get().list(key);
    if (elements.size() > LIST_MAX) {
      throw new YamlException(
          value.get().line(),
          "expected at most " + LIST_MAX + " elements for `" + key + "`, got " + elements.size());
    }
    return elements;
  }
}
