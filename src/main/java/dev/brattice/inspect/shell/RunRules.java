package dev.brattice.inspect.shell;

import dev.brattice.inspect.Family;
import dev.brattice.inspect.Severity;
import dev.brattice.inspect.Touch.Action;
import dev.brattice.inspect.paths.Ruling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Rules on running what was just fetched, and on handing a shell to another machine. */
final class RunRules {
  /** How many fetched files are remembered. */
  static final int FETCHED_MAX = 64;

  private static final Ruling FETCHED_RUN =
      new Ruling(
          "shell.download-and-run",
          Family.SHELL,
          Severity.BLOCK,
          "ASI05",
          "the command runs what it fetches from the network, unseen");

  private static final Ruling INSTALLER_RUN =
      new Ruling(
          "shell.download-and-run",
          Family.SHELL,
          Severity.ASK,
          "ASI05",
          "the command runs a well-known installer as it comes from the network, unseen");

  private static final Ruling TRANSFORMED_RUN =
      new Ruling(
          "shell.transformed-run",
          Family.SHELL,
          Severity.ASK,
          "ASI05",
          "the command runs a text that it first decodes or rewrites, so that nobody can read it");

  private static final Ruling REVERSE =
      new Ruling(
          "shell.reverse-shell",
          Family.SHELL,
          Severity.BLOCK,
          "ASI05",
          "the command hands a shell to another machine");

  private final Verdicts verdicts;
  private final Set<String> fetched = new HashSet<>();
  private final Set<String> sockets = new HashSet<>();

  RunRules(Verdicts verdicts) {
    this.verdicts = verdicts;
  }

  void judge(Invocation invocation, List<PathUse> uses) {
    boolean downloads =
        Programs.isDownloader(invocation.program())
            || invocation.input().filter(flow -> downloads(flow.made())).isPresent();
    if (downloads) {
      RemoteNames.of(invocation).forEach(this::remember);
    }
    for (PathUse use : uses) {
      if (downloads && use.action() == Action.WRITE) {
        remember(use.path());
      } else if (isRun(invocation, use) && fetched.contains(use.path())) {
        verdicts.say(
            invocation,
            Severity.ASK,
            "shell.download-then-run",
            "ASI05",
            "the command runs a file that it has just fetched");
      }
    }
    if (!invocation.argv().isEmpty()
        && invocation.argv().getFirst().beginsUnknown()
        && downloads(invocation.argv().getFirst().made())) {
      say(fetchedRun(invocation.argv().getFirst().made()), invocation);
    }
    if (downloads && feedsRunner(invocation)) {
      say(fetchedRun(List.of(invocation)), invocation);
    }
    if (runsAddress(invocation)) {
      say(FETCHED_RUN.asked(), invocation);
    }
    sockets(invocation);
  }

  /** Whether a script that runs what it is given is written to: {@code > >(sh)}. */
  private static boolean feedsRunner(Invocation invocation) {
    for (Opened opened : invocation.redirects()) {
      if (opened.writes() && isRunner(opened.target())) {
        return true;
      }
    }
    return invocation.program().equals("tee")
        && invocation.operands().stream().anyMatch(RunRules::isRunner);
  }

  private static boolean isRunner(Argument file) {
    return file.process() && runner(file.made()).isPresent();
  }

  /** Whether an interpreter that fetches its program itself is given an address. */
  private static boolean runsAddress(Invocation invocation) {
    return (invocation.program().equals("deno") || invocation.program().equals("bun"))
        && invocation.has("run")
        && invocation.operands().stream().anyMatch(operand -> operand.text().startsWith("http"));
  }

  private void remember(String path) {
    if (fetched.size() < FETCHED_MAX) {
      fetched.add(path);
    }
  }

  private static boolean isRun(Invocation invocation, PathUse use) {
    boolean sourced = invocation.program().equals("source") || invocation.program().equals(".");
    return use.action() == Action.EXECUTE || sourced && use.action() == Action.READ;
  }

  void judge(Effects.Code code) {
    if (downloads(code.made()) && isRunUnseen(code)) {
      verdicts.say(fetchedRun(code.made()), code.span(), "");
    } else if (isTransformed(code.made()) && isRunUnseen(code)) {
      verdicts.say(TRANSFORMED_RUN, code.span(), "");
    }
    if (listens(code.made()) && isRunUnseen(code)) {
      verdicts.say(REVERSE, code.span(), "");
    }
  }

  private static Ruling fetchedRun(List<Invocation> made) {
    return Installers.areAll(made) ? INSTALLER_RUN : FETCHED_RUN;
  }

  /** Whether the text that programs made stands where commands stand, and is no mere value. */
  private static boolean isRunUnseen(Effects.Code code) {
    String text = code.text();
    if (text.isEmpty()) {
      return true;
    }
    int at = text.indexOf(Argument.UNKNOWN);
    while (at >= 0) {
      int before = at - 1;
      while (before >= 0 && text.charAt(before) == ' ') {
        before--;
      }
      if (before < 0 || ";&|\n({`".indexOf(text.charAt(before)) >= 0) {
        return true;
      }
      at = text.indexOf(Argument.UNKNOWN, at + 1);
    }
    return false;
  }

  void judge(List<List<Invocation>> stages) {
    List<Invocation> before = new ArrayList<>();
    boolean fetches = false;
    boolean connects = false;
    boolean interprets = false;
    for (List<Invocation> stage : stages) {
      Optional<Invocation> runner = runner(stage);
      if (runner.isPresent() && fetches) {
        say(fetchedRun(before), runner.get());
      }
      if (runner.isPresent() && connects) {
        say(REVERSE, runner.get());
      }
      fetches |= downloads(stage);
      before.addAll(stage);
      boolean socket = listens(stage);
      if (socket && interprets) {
        say(REVERSE, stage.getLast());
      }
      connects |= socket;
      interprets |= runner.isPresent() && Programs.isShell(runner.get().program());
    }
    forkBomb(stages);
  }

  /** The program of a stage that runs what flows into it. */
  private static Optional<Invocation> runner(List<Invocation> stage) {
    for (Invocation invocation : stage) {
      boolean handsOn =
          Programs.isShell(invocation.program())
              && invocation.has("-c")
              && invocation.arguments().getLast().beginsUnknown();
      if (Programs.runsItsInput(invocation) || handsOn) {
        return Optional.of(invocation);
      }
    }
    return Optional.empty();
  }

  private void forkBomb(List<List<Invocation>> stages) {
    int self = 0;
    for (List<Invocation> stage : stages) {
      if (!stage.isEmpty()) {
        Invocation first = stage.getFirst();
        boolean calls = !first.function().isEmpty() && first.program().equals(first.function());
        self += calls ? 1 : 0;
      }
    }
    if (self >= 2) {
      verdicts.say(
          stages.getFirst().getFirst(),
          Severity.BLOCK,
          "shell.fork-bomb",
          "ASI08",
          "the command starts copies of itself without end");
    }
  }

  private static boolean downloads(List<Invocation> made) {
    for (Invocation invocation : made) {
      boolean fetchesInWindows =
          invocation.windows()
              && invocation.function().toLowerCase(Locale.ROOT).endsWith("downloadstring");
      if (fetchesInWindows || Makers.fetches(invocation) && !isConnection(invocation)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTransformed(List<Invocation> made) {
    for (Invocation invocation : made) {
      if (Makers.transforms(invocation)) {
        return true;
      }
    }
    return false;
  }

  static boolean isWebCommand(String program) {
    return switch (program) {
      case "iwr", "irm", "invoke-webrequest", "invoke-restmethod", "start-bitstransfer" -> true;
      default -> false;
    };
  }

  private static boolean listens(List<Invocation> made) {
    for (Invocation invocation : made) {
      if (isConnection(invocation)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code invocation} talks to another machine both ways. */
  private static boolean isConnection(Invocation invocation) {
    return Programs.isSocket(invocation.program())
        || invocation.program().equals("openssl") && invocation.has("s_client");
  }

  /** Shells tied to a network connection by options or redirections. */
  private void sockets(Invocation invocation) {
    String program = invocation.program();
    if (Programs.isSocket(program) && startsShell(invocation)) {
      say(REVERSE, invocation);
    }
    boolean tied = false;
    boolean opens = false;
    for (Opened opened : invocation.redirects()) {
      String target = opened.target().text();
      if (PathUses.isSocket(target)) {
        opens = true;
      } else if (opened.isDescriptor() && sockets.contains(digits(target))) {
        tied = true;
      }
    }
    boolean interprets =
        Programs.isShell(program)
            || program.equals("eval")
            || !program.isEmpty() && program.charAt(0) == Argument.UNKNOWN
            || !Programs.language(program).isEmpty();
    if ((opens || tied) && interprets) {
      say(REVERSE, invocation);
    } else if (opens && program.equals("exec")) {
      openedFor(invocation);
    }
  }

  private void openedFor(Invocation invocation) {
    for (Opened opened : invocation.redirects()) {
      String target = opened.target().text();
      if (PathUses.isSocket(target) && !isLocal(target)) {
        verdicts.say(
            invocation,
            Severity.ASK,
            "shell.raw-socket",
            "ASI02",
            "the command opens a raw connection to another machine");
      }
    }
    // The number of the descriptor is not kept: any number read from here on may be this one.
    for (int number = 3; number < 10; number++) {
      sockets.add(String.valueOf(number));
    }
    sockets.add("196");
  }

  private static boolean isLocal(String target) {
    return target.startsWith("localhost/", 9) || target.startsWith("127.", 9);
  }

  private static String digits(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return text.substring(0, end);
  }

  private static boolean startsShell(Invocation invocation) {
    boolean execs = false;
    for (Argument argument : invocation.arguments()) {
      String text = argument.text();
      if (invocation.program().equals("socat")) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (upper.startsWith("EXEC:")
            || upper.startsWith("SYSTEM:")
            || upper.startsWith("SHELL:")) {
          return true;
        }
      } else if (text.equals("--exec") || text.equals("--sh-exec") || text.startsWith("--exec=")) {
        return true;
      } else if (argument.isOption() && text.charAt(1) != '-') {
        execs = text.endsWith("e") || text.endsWith("c");
      } else if (execs && isShellPath(text)) {
        return true;
      } else {
        execs = false;
      }
    }
    return false;
  }

  private static boolean isShellPath(String text) {
    int slash = Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\'));
    String name = text.substring(slash + 1).toLowerCase(Locale.ROOT);
    int blank = name.indexOf(' ');
    String program = blank < 0 ? name : name.substring(0, blank);
    return Programs.isShell(program)
        || program.startsWith("cmd")
        || program.startsWith("powershell")
        || program.startsWith("pwsh");
  }

  private void say(Ruling ruling, Invocation invocation) {
    verdicts.say(ruling, invocation.span(), invocation.disguise());
  }
}
