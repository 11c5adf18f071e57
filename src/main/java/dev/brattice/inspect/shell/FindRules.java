package dev.brattice.inspect.shell;

import java.util.ArrayList;
import java.util.List;

/** What {@code find} is asked to do. */
final class FindRules {
  private FindRules() {}

  /** The folders that are searched. */
  static List<Argument> roots(Invocation find) {
    List<Argument> roots = new ArrayList<>();
    for (Argument argument : find.arguments()) {
      String text = argument.text();
      boolean mode = text.equals("-L") || text.equals("-P") || text.equals("-H");
      if (!mode && (text.startsWith("-") || text.equals("(") || text.equals("!"))) {
        break;
      }
      if (!mode) {
        roots.add(argument);
      }
    }
    return roots;
  }

  /** Whether what is found is deleted. */
  static boolean deletes(Invocation find) {
    List<Argument> arguments = find.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      String text = arguments.get(i).text();
      if (text.equals("-delete")) {
        return true;
      }
      boolean runs = text.startsWith("-exec") || text.startsWith("-ok");
      if (runs && i + 1 < arguments.size() && removes(arguments, i + 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean removes(List<Argument> arguments, int start) {
    for (int i = start; i < arguments.size() && i < start + 4; i++) {
      switch (Programs.name(arguments.get(i))) {
        case "rm", "shred", "unlink", "rmdir" -> {
          return true;
        }
        case "sudo", "env", "nice" -> {}
        default -> {
          return false;
        }
      }
    }
    return false;
  }

  /** Whether a test narrows down what is found by more than its kind. */
  static boolean isNarrow(Invocation find) {
    for (Argument argument : find.arguments()) {
      switch (argument.text()) {
        case "-name",
            "-iname",
            "-path",
            "-ipath",
            "-wholename",
            "-regex",
            "-iregex",
            "-size",
            "-mtime",
            "-mmin",
            "-atime",
            "-amin",
            "-ctime",
            "-cmin",
            "-newer",
            "-user",
            "-group",
            "-perm",
            "-empty",
            "-inum",
            "-uid",
            "-nouser" -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }
}
