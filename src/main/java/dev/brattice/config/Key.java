package dev.brattice.config;

import dev.brattice.policy.yaml.Nearest;
import dev.brattice.policy.yaml.Yaml;
import dev.brattice.policy.yaml.YamlException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One key of the configuration.
 *
 * @param path names from the root, separated by dots; {@code *} stands for a name of the operator's
 * @param kind what its value is
 * @param choices the values of a {@link Kind#CHOICE}
 * @param least the least {@link Kind#INTEGER}, or the least number of {@link Kind#TEXTS}
 * @param most the greatest one
 * @param absent the value where nobody sets one; empty texts where there is none
 * @param example a value as written in a file, for the template
 * @param description one sentence for people
 */
record Key(
    String path,
    Kind kind,
    List<String> choices,
    long least,
    long most,
    Value absent,
    String example,
    String description) {

  /** The most elements of a list or mapping. */
  static final int ELEMENTS_MAX = 256;

  /** The most characters of one text. */
  static final int TEXT_CHARS_MAX = 32_768;

  /** What a value is. */
  enum Kind {
    TEXT("text"),
    CHOICE("choice"),
    INTEGER("whole number"),
    TRUTH("true or false"),
    TEXTS("list of texts"),
    PAIRS("mapping of texts"),
    /** The same where nothing is secret. */
    NAMES("mapping of texts");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** In words. */
    String words() {
      return words;
    }
  }

  /** The last name of the path. */
  String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Whether it belongs to one of several things that the operator names. */
  boolean isRepeated() {
    return path.indexOf('*') >= 0;
  }

  /** The environment variable that sets it. */
  String variable() {
    return Layers.PREFIX + path.replace(".", "__").toUpperCase(java.util.Locale.ROOT);
  }

  /** Reads a value of a file. */
  Value read(Yaml value) throws YamlException {
    return switch (kind) {
      case TEXT -> text(value.string(path), value.line());
      case CHOICE -> choice(value.string(path), value.line());
      case INTEGER -> new Value.Text(Long.toString(value.integer(path, least, most)));
      case TRUTH -> new Value.Text(Boolean.toString(value.truth(path)));
      case TEXTS -> texts(value.strings(path, least), value.line());
      case PAIRS, NAMES -> pairs(value.mapping(path));
    };
  }

  /** Reads the text of an environment variable or a flag; lists are separated by commas. */
  Value read(String text) throws YamlException {
    return switch (kind) {
      case TEXT -> text(text, 1);
      case CHOICE -> choice(text, 1);
      case INTEGER, TRUTH -> read(new Yaml.Scalar(text, true, false, 1));
      case TEXTS -> texts(text.isEmpty() && least == 0 ? List.of() : commaSeparated(text), 1);
      case PAIRS, NAMES ->
          throw new YamlException(1, "expected `" + path + "` in a file only, got it here");
    };
  }

  private Value text(String text, int line) throws YamlException {
    if (text.isEmpty() || text.length() > TEXT_CHARS_MAX || text.indexOf('\0') >= 0) {
      throw new YamlException(
          line,
          "expected a text of 1 to "
              + TEXT_CHARS_MAX
              + " characters without NUL for `"
              + path
              + "`, got one of "
              + text.length());
    }
    return new Value.Text(text);
  }

  private Value choice(String text, int line) throws YamlException {
    if (choices.contains(text)) {
      return new Value.Text(text);
    }
    String hint =
        Nearest.to(text, choices).map(name -> "; did you mean `" + name + "`?").orElse("");
    throw new YamlException(
        line,
        "expected "
            + (choices.size() == 1 ? "" : "one of ")
            + Nearest.list(choices)
            + " for `"
            + path
            + "`, got "
            + new Yaml.Scalar(text, false, false, line).kind()
            + (hint.isEmpty() && choices.size() == 1 ? "; this version has no other" : hint));
  }

  private Value texts(List<String> texts, int line) throws YamlException {
    bounded(texts.size(), line);
    for (String text : texts) {
      if (text.length() > TEXT_CHARS_MAX || text.indexOf('\0') >= 0) {
        throw new YamlException(
            line,
            "expected texts of at most "
                + TEXT_CHARS_MAX
                + " characters without NUL for `"
                + path
                + "`, got one that is not");
      }
    }
    return new Value.Texts(texts);
  }

  private Value pairs(Yaml.Mapping mapping) throws YamlException {
    bounded(mapping.entries().size(), mapping.line());
    Map<String, String> pairs = new LinkedHashMap<>();
    for (Map.Entry<String, Yaml.Entry> entry : mapping.entries().entrySet()) {
      String name = entry.getKey();
      if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
        throw new YamlException(
            entry.getValue().line(),
            "expected names without `=` for `" + path + "`, got one that is not");
      }
      pairs.put(name, secretText(name, entry.getValue()));
    }
    return new Value.Pairs(pairs);
  }

  /** The value can be a secret: a fault does not quote it. */
  private String secretText(String name, Yaml.Entry entry) throws YamlException {
    try {
      return entry.value().string(name);
    } catch (YamlException notText) {
      throw new YamlException(
          notText.line(),
          "expected a string for `"
              + path
              + "."
              + name
              + "`, got something else; put it in quotes");
    }
  }

  private void bounded(int size, int line) throws YamlException {
    if (size > ELEMENTS_MAX) {
      throw new YamlException(
          line, "expected at most " + ELEMENTS_MAX + " elements for `" + path + "`, got " + size);
    }
  }

  private static List<String> commaSeparated(String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == ',') {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    return parts;
  }
}
