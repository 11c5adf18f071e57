package dev.brattice.inspect.shell;

import java.util.Locale;
import java.util.Set;

/** What well-known programs are. */
final class Programs {
  private static final Set<String> SHELLS =
      Set.of(
          "sh", "bash", "zsh", "dash", "ksh", "ash", "fish", "csh", "tcsh", "mksh", "rbash",
          "yash");

  private static final Set<String> POWERSHELLS = Set.of("powershell", "pwsh");

  private static final Set<String> DOWNLOADERS =
      Set.of(
          "curl",
          "wget",
          "wget2",
          "fetch",
          "aria2c",
          "axel",
          "lwp-download",
          "lwp-request",
          "http",
          "https",
          "xh",
          "httpie",
          "curlie",
          "lynx",
          "links",
          "elinks",
          "w3m",
          "get");

  private static final Set<String> SOCKETS =
      Set.of("nc", "ncat", "netcat", "nc.traditional", "nc.openbsd", "socat", "telnet", "pwncat");

  /** Programs for which a pattern such as {@code /bin/r?} is resolved. */
  private static final String[] GUESSED = {
    "rm",
    "sh",
    "bash",
    "nc",
    "cat",
    "curl",
    "wget",
    "dd",
    "python",
    "python3",
    "perl",
    "base64",
    "chmod",
    "mkfs",
    "tee",
    "brattice"
  };

  private Programs() {}

  /** The base name of a program as spelt: lower case, without folders and {@code .exe}. */
  static String name(Argument spelled) {
    String text = spelled.text();
    int slash = Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\'));
    String name = known(text.substring(slash + 1)).toLowerCase(Locale.ROOT);
    if (name.endsWith(".exe")) {
      name = name.substring(0, name.length() - 4);
    }
    if (spelled.glob() && name.length() <= 32) {
      for (String program : GUESSED) {
        if (Globs.matches(name, program)) {
          return program;
        }
      }
    }
    return name;
  }

  /** What is known of a name, where anything is: a variable that nobody set leaves no trace. */
  private static String known(String name) {
    if (name.indexOf(Argument.UNKNOWN) < 0) {
      return name;
    }
    String known = name.replace(String.valueOf(Argument.UNKNOWN), "");
    return known.isEmpty() ? name : known;
  }

  /** The language whose code {@code program} runs; empty for none. */
  static String language(String program) {
    if (program.startsWith("python") || program.equals("pypy") || program.equals("pypy3")) {
      return "python";
    }
    if (program.startsWith("perl")) {
      return "perl";
    }
    if (program.startsWith("ruby")) {
      return "ruby";
    }
    if (program.startsWith("php")) {
      return "php";
    }
    return switch (program) {
      case "node", "nodejs", "deno", "bun", "tsx", "ts-node" -> "node";
      case "lua", "luajit" -> "lua";
      case "osascript" -> "osascript";
      case "rscript" -> "r";
      default -> "";
    };
  }

  static boolean isShell(String program) {
    return SHELLS.contains(program);
  }

  static boolean isPowerShell(String program) {
    return POWERSHELLS.contains(program);
  }

  static boolean isDownloader(String program) {
    return DOWNLOADERS.contains(program);
  }

  static boolean isSocket(String program) {
    return SOCKETS.contains(program);
  }

  /** Whether {@code invocation} would run what flows into it. */
  static boolean runsItsInput(Invocation invocation) {
    String program = invocation.program();
    if (isShell(program)) {
      return readsCommandsFromInput(invocation);
    }
    if (program.equals("source") || program.equals(".")) {
      return isInput(invocation.firstOperand());
    }
    if (isPowerShell(program)) {
      return invocation.arguments().isEmpty() || invocation.has("-");
    }
    if (program.equals("iex") || program.equals("invoke-expression")) {
      return true;
    }
    return !language(program).isEmpty() && readsCodeFromInput(invocation);
  }

  private static boolean readsCommandsFromInput(Invocation invocation) {
    for (int i = 0; i < invocation.arguments().size(); i++) {
      String text = invocation.arguments().get(i).text();
      if (text.startsWith("--rcfile") || text.startsWith("--init-file") || text.equals("-o")) {
        i++;
      } else if (text.length() > 1 && text.charAt(0) == '-' && text.charAt(1) != '-') {
        if (text.indexOf('c') > 0) {
          return false;
        }
        if (text.indexOf('s') > 0) {
          return true;
        }
      } else if (!text.startsWith("-") || text.equals("-")) {
        return isInput(text);
      }
    }
    return true;
  }

  private static boolean readsCodeFromInput(Invocation invocation) {
    for (Argument argument : invocation.arguments()) {
      String text = argument.text();
      if (isInput(text)) {
        return true;
      }
      if (!text.startsWith("-")) {
        return false;
      }
      boolean informs =
          text.equals("-h") || text.equals("-V") || text.equals("-v") || text.startsWith("--");
      // A letter that brings its own code, a module or a loop over the lines as data.
      if (informs || text.length() > 1 && hasOwnCode(text)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasOwnCode(String option) {
    for (int i = 1; i < option.length(); i++) {
      switch (option.charAt(i)) {
        case 'c', 'e', 'm', 'p', 'n', 'r', 'E', 'R' -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  private static boolean isInput(String operand) {
    return operand.equals("-")
        || operand.equals("/dev/stdin")
        || operand.equals("/dev/fd/0")
        || operand.equals("/proc/self/fd/0");
  }
}
