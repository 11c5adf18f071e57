package dev.brattice.inspect.shell;

import java.util.ArrayList;
import java.util.List;

/** Finds the commands that program text gives to a shell or starts as programs. */
final class CodeCommands {
  /** How many commands inside one text are followed. */
  static final int COMMANDS_MAX = 64;

  private CodeCommands() {}

  /** The command lines in {@code code}; a list of arguments is written as one. */
  static List<String> of(String code) {
    List<String> commands = new ArrayList<>();
    var list = new StringBuilder();
    int items = 0;
    for (CodeStrings.Literal literal : CodeStrings.of(code)) {
      if (commands.size() >= COMMANDS_MAX) {
        return commands;
      }
      if (!startsProgram(literal.call())) {
        continue;
      }
      if (literal.position() == 0) {
        addList(list, items, commands);
        items = 0;
        commands.add(literal.text());
      }
      list.append(list.isEmpty() ? "" : " ").append(quoted(literal.text()));
      items++;
    }
    addList(list, items, commands);
    return commands;
  }

  /** Several literals of one call are a program and its arguments. */
  private static void addList(StringBuilder list, int items, List<String> commands) {
    if (items > 1) {
      commands.add(list.toString());
    }
    list.setLength(0);
  }

  /** {@code text} as one word of a command line. */
  static String quoted(String text) {
    return '\'' + text.replace("'", "'\\''") + '\'';
  }

  private static boolean startsProgram(String call) {
    return switch (call) {
      case "system",
          "exec",
          "popen",
          "Popen",
          "shell_exec",
          "passthru",
          "execSync",
          "spawn",
          "spawnSync",
          "execFile",
          "execFileSync",
          "check_output",
          "check_call",
          "Deno.run",
          "execvp",
          "execv",
          "proc_open" ->
          true;
      default ->
          call.startsWith("subprocess.")
              || call.endsWith(".system")
              || call.endsWith(".popen")
              || call.endsWith(".Popen")
              || call.endsWith(".execSync")
              || call.endsWith(".exec")
              || call.endsWith(".spawn")
              || call.endsWith(".spawnSync")
              || call.endsWith(".execvp")
              || call.endsWith(".execv");
    };
  }
}
