package dev.brattice.policy.yaml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads one YAML document: no anchors, no tags, no duplicate keys, text keys only, bounded in size
 * and depth. Works on the library's events, not on its tree, so a hostile file is refused before
 * anything is built from it. The one class that loads the YAML library.
 */
public final class YamlReader {
  /** The most UTF-16 units of one file. */
  public static final int CHARS_MAX = 1 << 20;

  /** The deepest nesting of lists and mappings. */
  public static final int DEPTH_MAX = 32;

  private final Iterator<Event> events;

  private YamlReader(Iterator<Event> events) {
    this.events = events;
  }

  /** Reads {@code text}; an empty document is an empty mapping. */
  public static Yaml read(String text) throws YamlException {
    if (text.length() > CHARS_MAX) {
      throw new YamlException(
          1,
          "expected a file of at most " + CHARS_MAX + " characters, got one of " + text.length());
    }
    LoadSettings settings =
        LoadSettings.builder().setParseComments(false).setCodePointLimit(CHARS_MAX + 1).build();
    try {
      return new YamlReader(new ParserImpl(settings, new StreamReader(settings, text))).document();
    } catch (MarkedYamlEngineException malformed) {
      int line = malformed.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      throw new YamlException(
          line, "expected well-formed YAML, got text that is not (" + problem(malformed) + ")");
    } catch (YamlEngineException malformed) {
      throw new YamlException(1, "expected well-formed YAML, got text that cannot be read");
    }
  }

  /** The library's words, on one line and bounded: they quote single characters only. */
  private static String problem(MarkedYamlEngineException malformed) {
    String problem = String.valueOf(malformed.getProblem()).replace('\n', ' ');
    return problem.length() <= 120 ? problem : problem.substring(0, 120);
  }

  private Yaml document() throws YamlException {
    Event event = events.next();
    while (!(event instanceof DocumentStartEvent)) {
      if (event instanceof StreamEndEvent) {
        return new Yaml.Mapping(Map.of(), 1);
      }
      event = events.next();
    }
    Yaml root = value(events.next(), 0);
    events.next(); // The end of the document.
    Event after = events.next();
    if (!(after instanceof StreamEndEvent)) {
      throw new YamlException(line(after), "expected one document, got a second one");
    }
    return root;
  }

  private Yaml value(Event event, int depth) throws YamlException {
    int line = line(event);
    refuseExtras(event, line);
    if (depth > DEPTH_MAX) {
      throw new YamlException(
          line, "expected at most " + DEPTH_MAX + " levels of nesting, got more");
    }
    if (event instanceof ScalarEvent scalar) {
      boolean block = scalar.isLiteral() || scalar.isFolded();
      return new Yaml.Scalar(scalar.getValue(), scalar.isPlain(), block, line);
    }
    if (event instanceof SequenceStartEvent) {
      return sequence(line, depth);
    }
    if (event instanceof MappingStartEvent) {
      return mapping(line, depth);
    }
    throw new YamlException(line, "expected a value, got none");
  }

  private Yaml sequence(int line, int depth) throws YamlException {
    List<Yaml> elements = new ArrayList<>();
    for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
      elements.add(value(event, depth + 1));
    }
    return new Yaml.Sequence(elements, line);
  }

  private Yaml mapping(int line, int depth) throws YamlException {
    Map<String, Yaml.Entry> entries = new LinkedHashMap<>();
    for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
      int keyLine = line(event);
      refuseExtras(event, keyLine);
      if (!(event instanceof ScalarEvent key)) {
        throw new YamlException(keyLine, "expected a name as key, got a list or mapping");
      }
      var entry = new Yaml.Entry(keyLine, value(events.next(), depth + 1));
      Yaml.Entry earlier = entries.putIfAbsent(key.getValue(), entry);
      if (earlier != null) {
        throw new YamlException(
            keyLine,
            "expected each key once, got `"
                + key.getValue()
                + "` again; it first stands in line "
                + earlier.line());
      }
    }
    return new Yaml.Mapping(entries, line);
  }

  /** An alias can make a small file huge, and a tag can ask for objects: neither is needed here. */
  private static void refuseExtras(Event event, int line) throws YamlException {
    boolean anchored =
        event instanceof AliasEvent
            || event instanceof NodeEvent node && node.getAnchor().isPresent();
    if (anchored) {
      throw new YamlException(line, "expected plain values, got an anchor or alias; write it out");
    }
    boolean tagged =
        event instanceof ScalarEvent scalar && scalar.getTag().isPresent()
            || event instanceof CollectionStartEvent start && start.getTag().isPresent();
    if (tagged) {
      throw new YamlException(line, "expected plain values, got a tag; leave it out");
    }
  }

  private static int line(Event event) {
    return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }
}
