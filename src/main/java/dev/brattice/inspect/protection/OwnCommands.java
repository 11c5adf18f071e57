package dev.brattice.inspect.protection;

import dev.brattice.inspect.shell.Argument;
import dev.brattice.inspect.shell.Invocation;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Recognises the commands that loosen or stop the gateway, or change a client's entries. */
final class OwnCommands {
  private static final String NAME = "brattice";

  private static final Set<String> VERBS =
      Set.of(
          "wrap",
          "serve",
          "init",
          "install",
          "uninstall",
          "doctor",
          "status",
          "kill",
          "config",
          "policy",
          "pins",
          "approvals",
          "audit",
          "trace",
          "inspect",
          "simulate",
          "feedback",
          "scan",
          "redteam",
          "keys",
          "help");

  private static final Set<String> GUARDED_VERBS =
      Set.of("kill", "approvals", "pins", "feedback", "keys", "install", "uninstall");

  private static final Set<String> KILLERS =
      Set.of("kill", "pkill", "killall", "skill", "taskkill", "xkill", "stop-process", "spps");

  private static final Set<String> CLIENTS =
      Set.of(
          "claude",
          "codex",
          "gemini",
          "cursor",
          "cursor-agent",
          "code",
          "code-insiders",
          "windsurf",
          "qwen",
          "goose",
          "amp");

  private OwnCommands() {}

  /** Whether {@code invocation} starts Brattice, by whatever way to the program. */
  static boolean runsBrattice(Invocation invocation) {
    return firstArgument(invocation) >= 0;
  }

  /** Whether {@code invocation} runs a verb of Brattice that no tool may run. */
  static boolean loosens(Invocation invocation) {
    int first = firstArgument(invocation);
    if (first < 0) {
      return false;
    }
    List<Argument> arguments = invocation.arguments();
    for (int i = first; i < arguments.size(); i++) {
      Argument argument = arguments.get(i);
      String verb = argument.text();
      if (argument.isUnknown() && !argument.isOption()) {
        // The verb is only known when it runs: it may be any.
        return true;
      }
      if (VERBS.contains(verb)) {
        return GUARDED_VERBS.contains(verb) || verb.equals("policy") && updates(arguments, i + 1);
      }
    }
    return false;
  }

  private static boolean updates(List<Argument> arguments, int start) {
    for (Argument argument : arguments.subList(start, arguments.size())) {
      if (!argument.isOption()) {
        return argument.text().equals("update") || argument.isUnknown();
      }
    }
    return false;
  }

  /** The index of the first argument that Brattice itself is given; -1 where it does not run. */
  private static int firstArgument(Invocation invocation) {
    if (isBrattice(invocation.program())) {
      return 0;
    }
    boolean starts =
        switch (invocation.program()) {
          case "java",
              "javaw",
              "npx",
              "bunx",
              "uvx",
              "docker",
              "podman",
              "kubectl",
              "jbang",
              "start",
              "call" ->
              true;
          default -> false;
        };
    List<Argument> arguments = invocation.arguments();
    for (int i = 0; starts && i < arguments.size(); i++) {
      String text = arguments.get(i).text();
      String name = baseName(text);
      boolean program =
          isBrattice(name)
              || name.startsWith("brattice-") && name.endsWith(".jar")
              || text.equals("dev.brattice.Main")
              || text.startsWith("dev.brattice/")
              || text.equals("dev.brattice");
      if (program) {
        return i + 1;
      }
    }
    return -1;
  }

  private static boolean isBrattice(String name) {
    return switch (name) {
      case NAME, "brattice.sh", "brattice.jar", "brattice.cmd", "brattice.bat", "brattice.exe" ->
          true;
      default -> false;
    };
  }

  private static String baseName(String path) {
    int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    String name = path.substring(slash + 1).toLowerCase(Locale.ROOT);
    int tag = name.indexOf(':');
    return tag > 0 ? name.substring(0, tag) : name;
  }

  /** Whether {@code invocation} changes Brattice's settings for itself by a variable. */
  static boolean setsVariable(Invocation invocation) {
    for (String name : invocation.assignments().keySet()) {
      if (name.startsWith("BRATTICE_")) {
        return true;
      }
    }
    boolean sets =
        switch (invocation.program()) {
          case "export", "unset", "declare", "set", "setenv", "env", "typeset" -> true;
          default -> false;
        };
    for (Argument argument : sets ? invocation.arguments() : List.<Argument>of()) {
      if (argument.text().startsWith("BRATTICE_")) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code invocation} starts a client, which starts Brattice in turn. */
  static boolean runsClient(Invocation invocation) {
    return CLIENTS.contains(invocation.program());
  }

  /** Whether {@code invocation} ends processes or stops services. */
  static boolean stops(Invocation invocation) {
    if (KILLERS.contains(invocation.program())) {
      return true;
    }
    return switch (invocation.program()) {
      case "systemctl", "service", "launchctl", "docker", "podman", "pm2", "supervisorctl" ->
          invocation.has("stop")
              || invocation.has("kill")
              || invocation.has("disable")
              || invocation.has("mask")
              || invocation.has("unload")
              || invocation.has("bootout")
              || invocation.has("rm")
              || invocation.has("delete");
      default -> false;
    };
  }

  /** Whether an argument of {@code invocation}, or what made it, speaks of Brattice. */
  static boolean names(Invocation invocation) {
    for (Argument argument : invocation.arguments()) {
      if (namesBrattice(argument.text())) {
        return true;
      }
      for (Invocation maker : argument.made()) {
        for (Argument inner : maker.arguments()) {
          if (namesBrattice(inner.text())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean namesBrattice(String text) {
    return text.toLowerCase(Locale.ROOT).contains(NAME)
        // `pgrep -f [b]rattice` keeps pgrep from finding itself.
        || text.toLowerCase(Locale.ROOT).contains("[b]rattice");
  }

  /** Whether {@code invocation} tells a client to change its entries for tool servers. */
  static boolean changesClient(Invocation invocation) {
    if (!runsClient(invocation)) {
      return false;
    }
    if (invocation.has("--add-mcp")) {
      return true;
    }
    List<Argument> arguments = invocation.arguments();
    for (int i = 0; i + 1 < arguments.size(); i++) {
      if (arguments.get(i).text().equals("mcp")) {
        String verb = arguments.get(i + 1).text();
        return !verb.equals("list")
            && !verb.equals("get")
            && !verb.equals("--help")
            && !verb.equals("-h")
            && !verb.equals("serve");
      }
    }
    return false;
  }
}
