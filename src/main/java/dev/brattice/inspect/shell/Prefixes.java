package dev.brattice.inspect.shell;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Programs that start the program named by their operands. */
final class Prefixes {
  /**
   * One such program.
   *
   * @param valued its one-letter options that take the next argument
   * @param own how many operands are its own, before the program
   */
  private record Prefix(String valued, int own) {}

  private static final Map<String, Prefix> PREFIXES =
      Map.ofEntries(
          Map.entry("sudo", new Prefix("ugpCrThURD", 0)),
          Map.entry("doas", new Prefix("uC", 0)),
          Map.entry("env", new Prefix("uC", 0)),
          Map.entry("nohup", new Prefix("", 0)),
          Map.entry("time", new Prefix("fo", 0)),
          Map.entry("nice", new Prefix("n", 0)),
          Map.entry("ionice", new Prefix("cnp", 0)),
          Map.entry("timeout", new Prefix("ks", 1)),
          Map.entry("gtimeout", new Prefix("ks", 1)),
          Map.entry("stdbuf", new Prefix("ioe", 0)),
          Map.entry("setsid", new Prefix("", 0)),
          Map.entry("builtin", new Prefix("", 0)),
          Map.entry("exec", new Prefix("a", 0)),
          Map.entry("busybox", new Prefix("", 0)),
          Map.entry("toybox", new Prefix("", 0)),
          Map.entry("chrt", new Prefix("TPD", 1)),
          Map.entry("taskset", new Prefix("", 1)),
          Map.entry("strace", new Prefix("eopsuaOSP", 0)),
          Map.entry("ltrace", new Prefix("eopsuan", 0)),
          Map.entry("unbuffer", new Prefix("", 0)),
          Map.entry("caffeinate", new Prefix("tw", 0)),
          Map.entry("chroot", new Prefix("", 1)),
          Map.entry("fakeroot", new Prefix("", 0)),
          Map.entry("proxychains", new Prefix("f", 0)),
          Map.entry("proxychains4", new Prefix("f", 0)),
          Map.entry("torsocks", new Prefix("", 0)),
          Map.entry("flock", new Prefix("wE", 1)),
          Map.entry("unshare", new Prefix("SG", 0)),
          Map.entry("nsenter", new Prefix("tSG", 0)),
          Map.entry("systemd-run", new Prefix("pHMtu", 0)),
          Map.entry("winpty", new Prefix("", 0)),
          Map.entry("wsl", new Prefix("du", 0)),
          Map.entry("pkexec", new Prefix("", 0)),
          Map.entry("runuser", new Prefix("ugG", 0)),
          Map.entry("npx", new Prefix("p", 0)),
          Map.entry("bunx", new Prefix("p", 0)),
          Map.entry("pnpx", new Prefix("p", 0)),
          Map.entry("npm", new Prefix("p", 1)),
          Map.entry("pnpm", new Prefix("C", 1)),
          Map.entry("yarn", new Prefix("p", 1)),
          Map.entry("bun", new Prefix("", 1)),
          Map.entry("firejail", new Prefix("", 0)),
          Map.entry("setpriv", new Prefix("", 0)),
          Map.entry("prlimit", new Prefix("", 0)),
          Map.entry("chpst", new Prefix("uUbemdoplncr", 0)),
          Map.entry("softlimit", new Prefix("mdsalopfcrt", 0)),
          Map.entry("faketime", new Prefix("f", 1)),
          Map.entry("cross-env", new Prefix("", 0)),
          Map.entry("dotenv", new Prefix("ef", 0)),
          Map.entry("watchexec", new Prefix("wefidsEo", 0)),
          Map.entry("entr", new Prefix("", 0)),
          Map.entry("fakechroot", new Prefix("", 0)),
          Map.entry("eatmydata", new Prefix("", 0)),
          Map.entry("direnv", new Prefix("", 2)),
          Map.entry("setarch", new Prefix("", 1)),
          Map.entry("arch", new Prefix("", 0)),
          Map.entry("linux64", new Prefix("", 0)),
          Map.entry("dotenvx", new Prefix("f", 1)),
          Map.entry("uv", new Prefix("p", 1)),
          Map.entry("poetry", new Prefix("", 1)),
          Map.entry("pipenv", new Prefix("", 1)),
          Map.entry("bundle", new Prefix("", 1)),
          Map.entry("conda", new Prefix("np", 1)));

  /** Their long options that take the next argument. */
  private static final Set<String> LONG_VALUED =
      Set.of(
          "--user",
          "--group",
          "--host",
          "--prompt",
          "--chdir",
          "--signal",
          "--kill-after",
          "--adjustment",
          "--class",
          "--classdata",
          "--unset",
          "--close-from",
          "--role",
          "--type",
          "--timeout",
          "--package",
          "--unit",
          "--property",
          "--target",
          "--wait",
          "--reuid",
          "--regid",
          "--filter",
          "--watch",
          "--env-file");

  /** How many fields say when a line of a schedule is due. */
  static final int SCHEDULE_FIELDS = 5;

  private Prefixes() {}

  /** Whether a command begins with the fields of a schedule: {@code 0 4 * * 1}. */
  static boolean isSchedule(List<Argument> argv) {
    if (argv.size() <= SCHEDULE_FIELDS) {
      return false;
    }
    for (Argument field : argv.subList(0, SCHEDULE_FIELDS)) {
      for (int i = 0; i < field.text().length(); i++) {
        if ("0123456789*/,-".indexOf(field.text().charAt(i)) < 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** Where among {@code arguments} the name of the program stands that {@code program} starts. */
  static Optional<Integer> innerStart(String program, List<Argument> arguments) {
    if (program.equals("command")) {
      boolean asks = !arguments.isEmpty() && arguments.getFirst().text().startsWith("-v");
      return asks ? Optional.empty() : Optional.of(Options.firstOperand(arguments, ""));
    }
    Prefix prefix = PREFIXES.get(program);
    if (prefix == null || !starts(program, arguments)) {
      return Optional.empty();
    }
    int at = firstOperand(arguments, 0, prefix.valued());
    for (int own = 0; own < prefix.own() && at < arguments.size(); own++) {
      at = firstOperand(arguments, at + 1, prefix.valued());
    }
    return at < arguments.size() ? Optional.of(at) : Optional.empty();
  }

  private static int firstOperand(List<Argument> arguments, int start, String valued) {
    int at = start;
    while (at < arguments.size()) {
      String text = arguments.get(at).text();
      if (text.equals("-")) {
        at++;
      } else if (LONG_VALUED.contains(text)) {
        at += 2;
      } else {
        int next = Options.firstOperand(arguments.subList(at, at + 1), "");
        if (next == 0) {
          return at;
        }
        if (text.equals("--")) {
          return at + 1;
        }
        at += Options.takesNext(text, valued) ? 2 : 1;
      }
    }
    return arguments.size();
  }

  private static boolean callsText(List<Argument> arguments) {
    for (Argument argument : arguments) {
      String text = argument.text();
      if (text.equals("-c") || text.equals("--call") || text.startsWith("--command")) {
        return true;
      }
    }
    return false;
  }

  /** Package managers start programs by one of their verbs only. */
  private static boolean starts(String program, List<Argument> arguments) {
    String verb = arguments.isEmpty() ? "" : arguments.getFirst().text();
    return switch (program) {
      case "uv", "poetry", "pipenv", "conda", "dotenvx" -> verb.equals("run");
      case "bundle", "direnv" -> verb.equals("exec");
      case "npm" -> (verb.equals("exec") || verb.equals("x")) && !callsText(arguments);
      case "pnpm", "yarn" -> verb.equals("exec") || verb.equals("dlx");
      case "bun" -> verb.equals("x");
      case "npx", "runuser" -> !callsText(arguments);
      default -> true;
    };
  }
}
