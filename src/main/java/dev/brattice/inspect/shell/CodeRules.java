package dev.brattice.inspect.shell;

import dev.brattice.inspect.Family;
import dev.brattice.inspect.Severity;
import dev.brattice.inspect.Touch.Action;
import dev.brattice.inspect.Workspace;
import dev.brattice.inspect.paths.PathJudge;
import dev.brattice.inspect.paths.Place;
import dev.brattice.inspect.paths.Places;
import dev.brattice.inspect.paths.Ruling;
import dev.brattice.inspect.paths.SensitiveFiles;
import dev.brattice.inspect.paths.SystemPlaces;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Rules on program text: shells it hands away, commands it runs, files it names. */
final class CodeRules {
  /** The longest text that may be nothing but a loop that forks. */
  private static final int FORK_CHARS_MAX = 200;

  private final Workspace workspace;
  private final Verdicts verdicts;
  private final BiConsumer<PathUse, Span> files;

  /**
   * @param files receives the files that the text names
   */
  CodeRules(Workspace workspace, Verdicts verdicts, BiConsumer<PathUse, Span> files) {
    this.workspace = workspace;
    this.verdicts = verdicts;
    this.files = files;
  }

  /** Judges {@code text}. */
  void judge(String text, Span span) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (isReverseShell(lower)) {
      say("shell.reverse-shell", "the code hands a shell to another machine", span);
    }
    FetchedCode.severity(lower)
        .ifPresent(
            severity ->
                say(
                    severity,
                    "shell.download-and-run",
                    "the code runs what it fetches from the network",
                    span));
    boolean reads = Removals.reads(lower);
    for (CodeStrings.Literal literal : CodeStrings.of(text)) {
      file(text, literal, reads, span);
    }
    if (Removals.removesHome(text)) {
      say("shell.recursive-delete", "the code deletes a folder of the system or a home", span);
    }
    if (isForkBomb(lower)) {
      say(Severity.ASK, "shell.fork-bomb", "the code starts copies of itself without end", span);
    }
  }

  private static boolean isReverseShell(String lower) {
    boolean socket =
        lower.contains("socket.socket")
            || lower.contains("fsockopen")
            || lower.contains("tcpsocket")
            || lower.contains("io::socket")
            || lower.contains("use socket")
            || lower.contains("net.socket")
            || lower.contains("require('net')")
            || lower.contains("require(\"net\")")
            || lower.contains("net.connect")
            || lower.contains("net.sockets.tcpclient")
            || lower.contains("/inet/tcp/")
            || lower.contains("socket.tcp")
            || lower.contains("require('socket')")
            || lower.contains("import socket")
            || lower.contains("new socket(");
    if (!socket) {
      return false;
    }
    boolean shell =
        lower.contains("/bin/sh")
            || lower.contains("/bin/bash")
            || lower.contains("/bin/zsh")
            || lower.contains("cmd.exe")
            || quotes(lower, "sh")
            || quotes(lower, "bash")
            || runsReceived(lower)
            || lower.contains("iex")
            || lower.contains("invoke-expression")
            || lower.contains("/inet/tcp/") && lower.contains("getline");
    boolean tied =
        lower.contains("dup2")
            || lower.contains("pty.spawn")
            || lower.contains("stdin")
            || lower.contains("stdout")
            || lower.contains("exec")
            || lower.contains("spawn")
            || lower.contains("popen")
            || lower.contains("getstream")
            || lower.contains("getline");
    return shell && tied;
  }

  /** Whether a literal begins with {@code program} as a word of its own. */
  private static boolean quotes(String lower, String program) {
    int at = lower.indexOf(program);
    while (at >= 0) {
      int end = at + program.length();
      boolean begins = at > 0 && "\"'`".indexOf(lower.charAt(at - 1)) >= 0;
      if (begins && end < lower.length() && "\"'` ".indexOf(lower.charAt(end)) >= 0) {
        return true;
      }
      at = lower.indexOf(program, end);
    }
    return false;
  }

  /** Whether commands may come in over the connection. */
  private static boolean runsReceived(String lower) {
    boolean receives = lower.contains("recv(") || lower.contains("receive(");
    return receives
        && (lower.contains("popen(")
            || lower.contains("os.system(")
            || lower.contains("subprocess.")
            || lower.contains("os.execute("));
  }

  /** A short text that does nothing but fork in a loop; servers that do so are longer. */
  private static boolean isForkBomb(String lower) {
    return lower.length() <= FORK_CHARS_MAX
        && lower.contains("fork")
        && (lower.contains("while 1")
            || lower.contains("while(1)")
            || lower.contains("while true")
            || lower.contains("for(;;)")
            || lower.contains("loop"));
  }

  private void file(String code, CodeStrings.Literal literal, boolean reads, Span span) {
    String text = literal.text();
    if (!isPath(text)) {
      return;
    }
    Place place = Places.of(text, workspace);
    Action action = action(literal.call());
    boolean reveals = action == Action.READ || action == Action.ANY;
    files.accept(new PathUse(place, action, reveals, false, false, span, false), span);
    if (Removals.removesTree(code, literal)
        && new DeleteRules(workspace, verdicts).isVital(place.path())) {
      say("shell.recursive-delete", "the code deletes a folder of the system or a home", span);
    } else if (reveals && SensitiveFiles.of(place.path()).isNeverForTools()) {
      sensitive(place, action, isOpened(literal), reads, span);
    } else if (action == Action.WRITE && SystemPlaces.isRawDevice(place.path())) {
      say("shell.raw-device", "the code overwrites a disk or the machine's memory", span);
    }
  }

  /** Where the file is named apart from what opens it, it may be opened all the same. */
  private void sensitive(Place place, Action action, boolean opened, boolean reads, Span span) {
    if (!opened && !reads) {
      return;
    }
    PathJudge.sensitive(SensitiveFiles.of(place.path()), action)
        .map(
            ruling ->
                opened
                    ? ruling
                    : new Ruling(
                        "shell.sensitive-file",
                        Family.SHELL,
                        Severity.ASK,
                        ruling.owasp(),
                        "the code names a file of keys or passwords, and reads files"))
        .ifPresent(ruling -> verdicts.say(ruling, span, ""));
  }

  private static boolean isPath(String text) {
    if (text.isEmpty()
        || text.length() > 512
        || text.indexOf(' ') >= 0
        || text.indexOf('\n') >= 0) {
      return false;
    }
    return text.charAt(0) == '/'
        || text.charAt(0) == '~'
        || text.startsWith("../")
        || text.startsWith("./")
        || text.startsWith(".ssh/")
        || text.startsWith(".env");
  }

  /** Whether the file is opened at all and not only compared or printed. */
  private static boolean isOpened(CodeStrings.Literal literal) {
    String call = literal.call();
    return call.endsWith("open")
        || call.endsWith("Path")
        || call.endsWith("expanduser")
        || call.endsWith("readFileSync")
        || call.endsWith("readFile")
        || call.endsWith("read")
        || call.endsWith("file_get_contents")
        || call.endsWith("read_text")
        || call.endsWith("readlines")
        || call.endsWith("join")
        || call.endsWith("createReadStream")
        || call.endsWith("copyfile")
        || call.endsWith("copy");
  }

  private static Action action(String call) {
    if (call.endsWith("rmtree")
        || call.endsWith("rmSync")
        || call.endsWith("unlink")
        || call.endsWith("unlinkSync")
        || call.endsWith("remove")
        || call.endsWith("rmdir")) {
      return Action.DELETE;
    }
    if (call.endsWith("writeFileSync")
        || call.endsWith("writeFile")
        || call.endsWith("mkdir")
        || call.endsWith("makedirs")
        || call.endsWith("file_put_contents")
        || call.endsWith("write_text")) {
      return Action.WRITE;
    }
    return call.endsWith("readFileSync") || call.endsWith("read_text") ? Action.READ : Action.ANY;
  }

  private void say(String rule, String reason, Span span) {
    say(Severity.BLOCK, rule, reason, span);
  }

  private void say(Severity severity, String rule, String reason, Span span) {
    verdicts.say(new Ruling(rule, Family.SHELL, severity, "ASI05", reason), span, "");
  }
}
