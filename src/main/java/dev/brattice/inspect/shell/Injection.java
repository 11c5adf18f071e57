package dev.brattice.inspect.shell;

import dev.brattice.inspect.Family;
import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Leaf;
import dev.brattice.inspect.Observations;
import dev.brattice.inspect.Severity;
import dev.brattice.inspect.paths.Ruling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Finds commands smuggled into a value that a tool may paste into a command line of its own. */
final class Injection {
  /** Longer values are no host names or paths. */
  private static final int VALUE_CHARS_MAX = 4_096;

  private static final Ruling INJECTED =
      new Ruling(
          "shell.injection",
          Family.SHELL,
          Severity.BLOCK,
          "ASI05",
          "a value that is no command carries a command behind a shell's separator");

  private Injection() {}

  static void judge(Leaf leaf, Observations observations, Consumer<Finding> findings) {
    String value = leaf.value();
    if (value.length() > VALUE_CHARS_MAX || !hasSeparator(value)) {
      return;
    }
    if (namesHost(leaf) && isNoHost(value) || carriesCommand(value, observations)) {
      findings.accept(INJECTED.at(leaf.locus(), ""));
    }
  }

  private static boolean hasSeparator(String value) {
    for (int i = 0; i < value.length(); i++) {
      switch (value.charAt(i)) {
        case ';', '|', '`', '\n' -> {
          return true;
        }
        case '$' -> {
          if (i + 1 < value.length() && value.charAt(i + 1) == '(') {
            return true;
          }
        }
        case '&' -> {
          if (i + 1 < value.length() && value.charAt(i + 1) == '&') {
            return true;
          }
        }
        case '%' -> {
          if (value.regionMatches(true, i, "%0a", 0, 3)) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  private static boolean namesHost(Leaf leaf) {
    return switch (leaf.name().toLowerCase(Locale.ROOT)) {
      case "host", "hostname", "ip", "domain", "ipaddress", "ip_address" -> true;
      default -> false;
    };
  }

  private static boolean isNoHost(String value) {
    return !value.contains("://");
  }

  /** Whether the value, pasted behind a program, would do what no command may. */
  private static boolean carriesCommand(String value, Observations observations) {
    List<Finding> found = new ArrayList<>();
    var report = new ShellReport(found::add, touch -> {});
    new ShellJudge(observations, report).follow("echo " + value);
    for (Finding finding : found) {
      if (finding.severity() == Severity.BLOCK) {
        return true;
      }
    }
    return false;
  }
}
