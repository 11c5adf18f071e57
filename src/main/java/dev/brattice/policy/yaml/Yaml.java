package dev.brattice.policy.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of a YAML file and the line it starts in. */
public sealed interface Yaml {
  /** Lines from 1. */
  int line();

  /** What it is, for messages. */
  String kind();

  /** A value without parts. {@code plain} when it was written without quotes. */
  record Scalar(String text, boolean plain, boolean block, int line) implements Yaml {
    @Override
    public String kind() {
      return switch (type()) {
        case STRING -> "the string " + shown();
        case NUMBER -> "the number " + shown();
        case TRUTH -> "the truth value " + shown();
        case NOTHING -> "nothing";
      };
    }

    /** What YAML takes it for: quoted text is always a string. */
    PlainType type() {
      return plain ? PlainType.of(text) : PlainType.STRING;
    }

    private String shown() {
      return text.length() <= 40 && text.indexOf('\n') < 0
          ? "`" + text + "`"
          : "of " + text.length() + " characters";
    }
  }

  /** A list. */
  record Sequence(List<Yaml> elements, int line) implements Yaml {
    public Sequence {
      elements = List.copyOf(elements);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys with values, in the order in which they were written. */
  record Mapping(Map<String, Entry> entries, int line) implements Yaml {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** The value of {@code key}. */
    public Optional<Yaml> get(String key) {
      return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /** A value of a mapping and the line of its key. */
  record Entry(int line, Yaml value) {}

  /** This value as text; {@code key} names it in messages. */
  default String string(String key) throws YamlException {
    if (this instanceof Scalar scalar) {
      if (scalar.type() == PlainType.STRING) {
        return scalar.text();
      }
      if (scalar.type() != PlainType.NOTHING) {
        throw new YamlException(
            line(), "expected a string for `" + key + "`, got " + kind() + "; put it in quotes");
      }
    }
    throw wrong("a string", key);
  }

  /** This value as a whole number between {@code least} and {@code most}. */
  default long integer(String key, long least, long most) throws YamlException {
    if (this instanceof Scalar scalar && scalar.plain()) {
      try {
        long value = Long.parseLong(scalar.text());
        if (value >= least && value <= most && Long.toString(value).equals(scalar.text())) {
          return value;
        }
      } catch (NumberFormatException notWhole) {
        throw wrong("a whole number from " + least + " to " + most, key);
      }
    }
    throw wrong("a whole number from " + least + " to " + most, key);
  }

  /** This value as {@code true} or {@code false}. */
  default boolean truth(String key) throws YamlException {
    if (this instanceof Scalar scalar && scalar.type() == PlainType.TRUTH) {
      return scalar.text().equals("true");
    }
    throw wrong("`true` or `false`", key);
  }

  /** This value as a list with at least one element. */
  default List<Yaml> list(String key) throws YamlException {
    if (!(this instanceof Sequence sequence)) {
      throw wrong("a list", key);
    }
    if (sequence.elements().isEmpty()) {
      throw new YamlException(
          line(),
          "expected at least one element for `"
              + key
              + "`, got an empty list; leave the key out where nothing is meant");
    }
    return sequence.elements();
  }

  /** This value as a list of texts with at least one element. */
  default List<String> strings(String key) throws YamlException {
    return strings(key, 1);
  }

  /** This value as a list of at least {@code least} texts, 0 or 1. */
  default List<String> strings(String key, long least) throws YamlException {
    if (least == 0 && this instanceof Sequence none && none.elements().isEmpty()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (Yaml element : list(key)) {
      texts.add(element.string(key));
    }
    return texts;
  }

  /** This value as a mapping. */
  default Mapping mapping(String key) throws YamlException {
    if (this instanceof Mapping mapping) {
      return mapping;
    }
    throw wrong("a mapping", key);
  }

  private YamlException wrong(String expected, String key) {
    return new YamlException(line(), "expected " + expected + " for `" + key + "`, got " + kind());
  }
}
