package dev.brattice.inspect.shell;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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
          Map.entry("setarch", new Prefix("", 1)),
          Map.entry("arch", new Prefix("", 0)),
          Map.entry("linux64", new Prefix("", 0)),
          Map.entry("dotenvx", new Prefix("f", 1)),
          Map.entry("uv", new Prefix("p", 1)),
          Map.entry("poetry", new Prefix("", 1)),
          Map.entry("pipenv", new Prefix("", 1)),
          Map.entry("bundle", new Prefix("", 1)),
          Map.entry("conda", new Prefix("np", 1)));

  private Prefixes() {}

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
    int at = Options.firstOperand(arguments, prefix.valued());
    for (int own = 0; own < prefix.own() && at < arguments.size(); own++) {
      at++;
      at += Options.firstOperand(arguments.subList(at, arguments.size()), prefix.valued());
    }
    return at < arguments.size() ? Optional.of(at) : Optional.empty();
  }

  /** Package managers start programs by one of their verbs only. */
  private static boolean starts(String program, List<Argument> arguments) {
    String verb = arguments.isEmpty() ? "" : arguments.getFirst().text();
    return switch (program) {
      case "uv", "poetry", "pipenv", "conda", "dotenvx" -> verb.equals("run");
      case "bundle" -> verb.equals("exec");
      default -> true;
    };
  }
}
