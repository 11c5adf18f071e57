package dev.brattice.config;

import dev.brattice.policy.yaml.Nearest;
import dev.brattice.policy.yaml.Yaml;
import dev.brattice.policy.yaml.YamlException;
import dev.brattice.policy.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The values of file, environment and flags, each over the one before. For one thread. */
final class Layers {
  /** How the environment variables begin. */
  static final String PREFIX = "BRATTICE_";

  /** Variables that are no keys: they are read before there is a configuration. */
  static final Set<String> RESERVED =
      Set.of(
          "BRATTICE_HOME",
          "BRATTICE_JAVA_HOME",
          "BRATTICE_JAVA_OPTS",
          "BRATTICE_NO_REBUILD",
          "BRATTICE_OWN_ENVIRONMENT",
          "BRATTICE_CONFIG");

  /** The most servers of one configuration. */
  static final int SERVERS_MAX = 64;

  /** The most characters of a server's name. */
  static final int NAME_CHARS_MAX = 64;

  private static final long FILE_BYTES_MAX = 4L * YamlReader.CHARS_MAX;
  private static final String SERVERS = "servers";
  private static final String AGENTS = "agents";

  private final Map<String, Sourced> values = new LinkedHashMap<>();

  /** A value and where it comes from. */
  record Sourced(Value value, Source source) {}

  /** What was set, by path. */
  Map<String, Sourced> values() {
    return values;
  }

  /** Reads a text file that must exist and be UTF-8 of bounded size. */
  static String text(Path file, String what) throws ConfigException {
    try {
      if (Files.size(file) > FILE_BYTES_MAX) {
        throw new ConfigException(
            file.toString(), "expected " + what + " of at most " + FILE_BYTES_MAX + " bytes");
      }
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new ConfigException(
          file.toString(),
          "expected " + what + " that can be read as UTF-8, got none; check its path and rights");
    }
  }

  /** Lays the file over what is there. */
  void file(Path file) throws ConfigException {
    String text = text(file, "a configuration file");
    try {
      section(YamlReader.read(text).mapping("the configuration"), "", "", file);
    } catch (YamlException invalid) {
      throw new ConfigException(file + ":" + invalid.line(), invalid.sentence());
    }
  }

  /**
   * Takes in one section.
   *
   * @param path of the section, with the operator's names
   * @param pattern the same, with {@code *} for those
   */
  private void section(Yaml.Mapping mapping, String path, String pattern, Path file)
      throws YamlException {
    Set<String> known = Keys.below(pattern);
    boolean isNamed = known.contains("*");
    for (Map.Entry<String, Yaml.Entry> entry : mapping.entries().entrySet()) {
      String name = entry.getKey();
      Yaml value = entry.getValue().value();
      if (isNamed) {
        checkName(name, entry.getValue().line(), mapping.entries().size());
      } else if (!known.contains(name)) {
        throw new YamlException(
            entry.getValue().line(),
            "expected a key of "
                + (path.isEmpty() ? "the configuration" : "`" + path + "`")
                + ", got `"
                + name
                + "`"
                + Nearest.hint(name, known));
      }
      String childPath = child(path, name);
      String childPattern = child(pattern, isNamed ? "*" : name);
      if (Keys.section(childPattern).isPresent()) {
        section(value.mapping(childPath), childPath, childPattern, file);
      } else {
        Value read = Keys.at(childPattern).orElseThrow().read(value);
        values.put(childPath, new Sourced(read, new Source.File(file, entry.getValue().line())));
      }
    }
    if (pattern.equals("servers.*")) {
      checkReach(mapping, path);
    } else if (pattern.equals("agents.*") && !mapping.entries().containsKey("url")) {
      throw new YamlException(
          mapping.line(), "expected the key `url` in `" + path + "`, got an agent without it");
    } else if (pattern.isEmpty()) {
      checkNames(mapping);
    }
  }

  /** Policy and records call servers and agents by their names alone. */
  private static void checkNames(Yaml.Mapping root) throws YamlException {
    Yaml.Entry servers = root.entries().get(SERVERS);
    Yaml.Entry agents = root.entries().get(AGENTS);
    if (servers == null || agents == null) {
      return;
    }
    Set<String> taken = servers.value().mapping(SERVERS).entries().keySet();
    for (Map.Entry<String, Yaml.Entry> agent :
        agents.value().mapping(AGENTS).entries().entrySet()) {
      if (taken.contains(agent.getKey())) {
        throw new YamlException(
            agent.getValue().line(),
            "expected a name that no server has in `agents`, got `"
                + agent.getKey()
                + "`, which is one of `servers`");
      }
    }
  }

  /** A server is either started or reached, and has what belongs to that. */
  private static void checkReach(Yaml.Mapping mapping, String path) throws YamlException {
    boolean started = mapping.entries().containsKey("command");
    boolean reached = mapping.entries().containsKey("url");
    if (started == reached) {
      throw new YamlException(
          mapping.line(),
          "expected either the key `command` or the key `url` in `"
              + path
              + "`, got "
              + (started ? "both" : "a server with neither"));
    }
    for (String foreign : reached ? List.of("env", "cwd") : List.of("headers", "auth")) {
      Yaml.Entry entry = mapping.entries().get(foreign);
      if (entry != null) {
        throw new YamlException(
            entry.line(),
            "expected `"
                + foreign
                + "` only beside `"
                + (reached ? "command" : "url")
                + "`, got it in `"
                + path
                + "`, which has `"
                + (reached ? "url" : "command")
                + "`");
      }
    }
  }

  private static String child(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** A server's name stands before tools as {@code server/tool} and {@code server__tool}. */
  private static void checkName(String name, int line, int count) throws YamlException {
    boolean sound =
        !name.isEmpty()
            && name.length() <= NAME_CHARS_MAX
            && !name.contains("__")
            && !name.endsWith("_");
    for (int i = 0; i < name.length() && sound; i++) {
      char c = name.charAt(i);
      sound = c < 0x80 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
    }
    if (!sound) {
      throw new YamlException(
          line,
          "expected a server's name of 1 to "
              + NAME_CHARS_MAX
              + " letters, digits, `-` and single `_`, got one that is not");
    }
    if (count > SERVERS_MAX) {
      throw new YamlException(line, "expected at most " + SERVERS_MAX + " servers, got " + count);
    }
  }

  /** Lays the variables that begin with {@link #PREFIX} over what is there. */
  void environment(Map<String, String> environment) throws ConfigException {
    for (Map.Entry<String, String> entry : new TreeMap<>(environment).entrySet()) {
      String variable = entry.getKey();
      if (variable.startsWith(PREFIX) && !RESERVED.contains(variable)) {
        String path =
            variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace("__", ".");
        set(path, entry.getValue(), new Source.Environment(variable), true);
      }
    }
  }

  /** Lays flags, by path, over what is there. */
  void flags(Map<String, String> flags) throws ConfigException {
    for (Map.Entry<String, String> entry : flags.entrySet()) {
      set(entry.getKey(), entry.getValue(), new Source.Flag(entry.getKey()), false);
    }
  }

  private void set(String path, String text, Source source, boolean isVariable)
      throws ConfigException {
    var key = Keys.at(path);
    if (path.equals(AGENTS) || path.startsWith(AGENTS + ".")) {
      throw new ConfigException(
          source.text(), "expected agents in the configuration file only, got one here");
    }
    if (path.equals(SERVERS) || path.startsWith(SERVERS + ".")) {
      throw new ConfigException(
          source.text(), "expected servers in the configuration file only, got one here");
    }
    if (key.isEmpty() || key.get().isRepeated()) {
      List<String> names = names(isVariable);
      String name = isVariable ? PREFIX + variable(path) : path;
      throw new ConfigException(
          source.text(), "expected a configuration key" + Nearest.hint(name, names));
    }
    try {
      values.put(path, new Sourced(key.get().read(text), source));
    } catch (YamlException invalid) {
      throw new ConfigException(source.text(), invalid.sentence());
    }
  }

  private static String variable(String path) {
    return path.replace(".", "__").toUpperCase(Locale.ROOT);
  }

  private static List<String> names(boolean asVariables) {
    List<String> names = new ArrayList<>();
    for (Key key : Keys.all()) {
      if (!key.isRepeated()) {
        names.add(asVariables ? key.variable() : key.path());
      }
    }
    return names;
  }
}
