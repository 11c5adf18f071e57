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

  /** How many aliases are remembered. */
  static final int ALIASES_MAX = 32;

  /** What a shell takes itself for. */
  private static final String SHELL = "bash";

  /** The longest value that is remembered. */
  static final int VALUE_CHARS_MAX = 4_096;

  private final Workspace workspace;
  private final Map<String, String> variables;
  private final Map<String, List<Invocation>> makers;
  private final Map<String, String> aliases;
  private final Set<String> lists;
  private final Map<String, Script> functions;
  private String directory;
  private List<String> positional;
  private String function;
  private String self = SHELL;
  private boolean windows;

  private Environment(
      Workspace workspace,
      Map<String, String> variables,
      Map<String, List<Invocation>> makers,
      Map<String, String> aliases,
      Set<String> lists,
      Map<String, Script> functions,
      String directory,
      List<String> positional,
      String function) {
    this.workspace = workspace;
    this.variables = variables;
    this.makers = makers;
    this.aliases = aliases;
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
        new HashMap<>(),
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
            new HashMap<>(makers),
            new HashMap<>(aliases),
            new HashSet<>(lists),
            new HashMap<>(functions),
            directory,
            positional,
            function);
    copy.windows = windows;
    copy.self = self;
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

  List<String> positional() {
    return positional;
  }

  /** Sets what {@code $0} stands for. */
  void setSelf(String name) {
    self = name;
  }

  /** What stands for {@code name} where it is an alias. */
  Optional<String> alias(String name) {
    return aliases.isEmpty() ? Optional.empty() : Optional.ofNullable(aliases.get(name));
  }

  /** Remembers an alias; further ones than {@link #ALIASES_MAX} are not known. */
  void setAlias(String name, String text) {
    if (aliases.size() < ALIASES_MAX && text.length() <= VALUE_CHARS_MAX) {
      aliases.put(name, text);
    }
  }

  /** Forgets an alias: none stands for itself. */
  void dropAlias(String name) {
    aliases.remove(name);
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

  /** Remembers a value that nothing is known about but its text. */
  void set(String name, String value, boolean list) {
    set(name, value, list, List.of());
  }

  /**
   * Remembers a value.
   *
   * @param list whether it is several words whatever the quotes
   * @param made what ran to make it
   */
  void set(String name, String value, boolean list, List<Invocation> made) {
    List<Invocation> telling = Makers.telling(made);
    if (!telling.isEmpty() && makers.size() < VARIABLES_MAX) {
      makers.put(name, telling);
    } else if (!makers.isEmpty()) {
      makers.remove(name);
    }
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

  /** What ran to make the value of {@code name}. */
  List<Invocation> made(String name) {
    return makers.isEmpty() ? List.of() : makers.getOrDefault(name, List.of());
  }

  /** The signs besides white space that split values into words. */
  String separators() {
    return variables.getOrDefault("IFS", "");
  }

  boolean isList(String name) {
    return lists.contains(name) || name.equals("@") || name.equals("*");
  }

  /** The value of {@code name}, where it is known. */
  Optional<String> value(String name) {
    return switch (name) {
      case "PWD" -> directory.isEmpty() ? Optional.empty() : Optional.of(directory);
      case "@", "*" -> Optional.of(String.join(" ", positional));
      case "0" -> Optional.of(self);
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
      case "PATH" -> Optional.of("/usr/local/bin:/usr/bin:/bin");
      case "BRATTICE_HOME" -> workspace.guarded().stream().findFirst();
      default -> Optional.empty();
    };
  }

  /** Outside a function there are no arguments but those that are known. */
  private Optional<String> argument(int index) {
    if (index < positional.size()) {
      return Optional.of(positional.get(index));
    }
    return function.isEmpty() ? Optional.of("") : Optional.empty();
  }
}
