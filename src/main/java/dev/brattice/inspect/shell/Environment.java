package dev.brattice.inspect.shell;

import dev.brattice.inspect.Workspace;
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

  /** The longest working directory that is followed; a longer one counts as not known. */
  static final int DIRECTORY_CHARS_MAX = 4_096;

  /** How many functions are remembered. */
  static final int FUNCTIONS_MAX = 32;

  /** The longest value that is remembered. */
  static final int VALUE_CHARS_MAX = 4_096;

  private final Workspace workspace;
  private final Map<String, String> variables;
  private final Set<String> lists;
  private final Map<String, Script> functions;
  private String directory;
  private List<String> positional;
  private String function;
  private boolean windows;

  private Environment(
      Workspace workspace,
      Map<String, String> variables,
      Set<String> lists,
      Map<String, Script> functions,
      String directory,
      List<String> positional,
      String function) {
    this.workspace = workspace;
    this.variables = variables;
    this.lists = lists;
    this.functions = functions;
    this.directory = directory;
    this.positional = positional;
    this.function = function;
  }

  /** The environment in which a command line starts. */
  static Environment at(Workspace workspace) {
    return new Environment(
        workspace,
        new HashMap<>(),
        new HashSet<>(),
        new HashMap<>(),
        workspace.workingDirectory(),
        List.of(),
        "");
  }

  /** A copy whose changes do not come back. */
  Environment copy() {
    var copy =
        new Environment(
            workspace,
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
    directory = newDirectory.length() > DIRECTORY_CHARS_MAX ? "" : newDirectory;
  }

  void setPositional(List<String> arguments) {
    positional = List.copyOf(arguments);
  }

  /** The body of the function {@code name}, if there is one. */
  Optional<Script> body(String name) {
    return functions.isEmpty() ? Optional.empty() : Optional.ofNullable(functions.get(name));
  }

  /** Remembers a function; false where there are too many. */
  boolean define(String name, Script body) {
    if (functions.size() >= FUNCTIONS_MAX && !functions.containsKey(name)) {
      return false;
    }
    functions.put(name, body);
    return true;
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
    if (value.length() > VALUE_CHARS_MAX) {
      variables.put(name, String.valueOf(Argument.UNKNOWN));
      return;
    }
    if (!variables.containsKey(name) && variables.size() >= VARIABLES_MAX) {
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
              : Optional.ofNullable(variables.get(name)).or(() -> given(name));
    };
  }

  /** What a variable holds that every shell is started with. */
  private Optional<String> given(String name) {
    String home = workspace.home();
    return switch (name) {
      case "HOME", "USERPROFILE", "env:USERPROFILE", "env:HOME" -> Optional.of(home);
      case "USER" -> Optional.of(home.substring(home.lastIndexOf('/') + 1));
      case "IFS" -> Optional.of(" ");
      case "SHELL", "BASH" -> Optional.of("/bin/bash");
      case "TMPDIR" -> Optional.of("/tmp");
      case "BRATTICE_HOME" -> workspace.guarded().stream().findFirst();
      default -> Optional.empty();
    };
  }

  private Optional<String> argument(int index) {
    return index < positional.size() ? Optional.of(positional.get(index)) : Optional.empty();
  }
}
