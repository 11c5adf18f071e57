package dev.brattice.inspect.shell;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a shell knows while it follows a script: variables, working directory, arguments. */
final class Environment {
  /** How many variables are remembered; values of further ones count as not known. */
  static final int VARIABLES_MAX = 64;

  /** The longest value that is remembered. */
  static final int VALUE_CHARS_MAX = 4_096;

  private final Map<String, String> variables;
  private final Set<String> lists;
  private String directory;
  private List<String> positional;
  private String function;

  private Environment(
      Map<String, String> variables,
      Set<String> lists,
      String directory,
      List<String> positional,
      String function) {
    this.variables = variables;
    this.lists = lists;
    this.directory = directory;
    this.positional = positional;
    this.function = function;
  }

  /** The environment in which a command line starts. */
  static Environment at(String directory, String home, String bratticeHome) {
    Map<String, String> variables = new HashMap<>();
    variables.put("HOME", home);
    variables.put("USERPROFILE", home);
    variables.put("env:USERPROFILE", home);
    variables.put("env:HOME", home);
    variables.put("USER", home.substring(home.lastIndexOf('/') + 1));
    variables.put("IFS", " ");
    variables.put("SHELL", "/bin/bash");
    variables.put("BASH", "/bin/bash");
    variables.put("TMPDIR", "/tmp");
    if (!bratticeHome.isEmpty()) {
      variables.put("BRATTICE_HOME", bratticeHome);
    }
    return new Environment(variables, new HashSet<>(), directory, List.of(), "");
  }

  /** A copy whose changes do not come back. */
  Environment copy() {
    return new Environment(
        new HashMap<>(variables), new HashSet<>(lists), directory, positional, function);
  }

  /** The working directory; empty where it is not known. */
  String directory() {
    return directory;
  }

  void enter(String newDirectory) {
    directory = newDirectory;
  }

  void setPositional(List<String> arguments) {
    positional = List.copyOf(arguments);
  }

  String function() {
    return function;
  }

  void setFunction(String name) {
    function = name;
  }

  /** Remembers a value; {@code list} when it is several words whatever the quotes. */
  void set(String name, String value, boolean list) {
    if (value.length() > VALUE_CHARS_MAX
        || !variables.containsKey(name) && variables.size() >= VARIABLES_MAX) {
      variables.remove(name);
      return;
    }
    variables.put(name, value);
    if (list) {
      lists.add(name);
    } else {
      lists.remove(name);
    }
  }

  boolean isList(String name) {
    return lists.contains(name) || name.equals("@") || name.equals("*");
  }

  /** The value of {@code name}, where it is known. */
  Optional<String> value(String name) {
    return switch (name) {
      case "PWD" -> directory.isEmpty() ? Optional.empty() : Optional.of(directory);
      case "@", "*" -> Optional.of(String.join(" ", positional));
      case "0" -> Optional.of("bash");
      case "#", "?", "$", "!", "((" -> Optional.of("1");
      case "-" -> Optional.of("");
      default ->
          name.length() == 1 && name.charAt(0) >= '1' && name.charAt(0) <= '9'
              ? argument(name.charAt(0) - '1')
              : Optional.ofNullable(variables.get(name));
    };
  }

  private Optional<String> argument(int index) {
    return index < positional.size() ? Optional.of(positional.get(index)) : Optional.empty();
  }
}
