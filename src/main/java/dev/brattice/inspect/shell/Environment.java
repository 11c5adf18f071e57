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

  /** How many functions are remembered. */
  static final int FUNCTIONS_MAX = 32;

  /** The longest value that is remembered. */
  static final int VALUE_CHARS_MAX = 4_096;

  private final Map<String, String> variables;
  private final Set<String> lists;
  private final Map<String, Script> functions;
  private String directory;
  private List<String> positional;
  private String function;
  private boolean windows;

  private Environment(
      Map<String, String> variables,
      Set<String> lists,
      Map<String, Script> functions,
      String directory,
      List<String> positional,
      String function) {
    this.variables = variables;
    this.lists = lists;
    this.functions = functions;
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
    return new Environment(variables, new HashSet<>(), new HashMap<>(), directory, List.of(), "");
  }

  /** A copy whose changes do not come back. */
  Environment copy() {
    var copy =
        new Environment(
            new HashMap<>(variables),
            new HashSet<>(lists),
            new HashMap<>(functions),
            directory,
            positional,
            function);
    copy.windows = windows;
    return copy;
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

  /** The body of the function {@code name}, if there is one. */
  Optional<Script> body(String name) {
    return functions.isEmpty() ? Optional.empty() : Optional.ofNullable(functions.get(name));
  }

  /** Remembers a function. */
  void define(String name, Script body) {
    if (functions.size() < FUNCTIONS_MAX) {
      functions.put(name, body);
    }
  }

  /** Whether commands are read as those of a shell of Windows. */
  boolean isWindows() {
    return windows;
  }

  void setWindows() {
    windows = true;
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
