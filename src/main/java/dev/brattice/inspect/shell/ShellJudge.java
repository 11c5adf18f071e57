package dev.brattice.inspect.shell;

import dev.brattice.inspect.Family;
import dev.brattice.inspect.Observations;
import dev.brattice.inspect.Severity;
import dev.brattice.inspect.Touch;
import dev.brattice.inspect.Workspace;
import dev.brattice.inspect.network.Host;
import dev.brattice.inspect.network.HostJudge;
import dev.brattice.inspect.network.Hosts;
import dev.brattice.inspect.network.Reach;
import dev.brattice.inspect.network.Urls;
import dev.brattice.inspect.paths.PathJudge;
import dev.brattice.inspect.paths.Place;
import dev.brattice.inspect.paths.Ruling;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts every rule to what a command line would do. */
final class ShellJudge implements Effects {
  private static final Ruling BOUND =
      new Ruling(
          "shell.too-deep",
          Family.SHELL,
          Severity.ASK,
          "ASI05",
          "the command is nested or expands beyond what can be judged");

  /** How deep program text within program text is read. */
  static final int CODE_DEPTH_MAX = 3;

  private final Workspace workspace;
  private final Map<String, String> realPaths;
  private final ShellReport report;
  private final ShellWalk walk;
  private final DeleteRules deletes;
  private final FileRules files;
  private final RunRules runs;
  private final SystemRules system;
  private final OperationsRules operations;
  private final WindowsRules windows;
  private int codeCommands;
  private int codeDepth;

  ShellJudge(Observations observations, ShellReport report) {
    Workspace workspace = observations.workspace();
    this.workspace = workspace;
    this.realPaths = observations.realPaths();
    this.report = report;
    this.walk = new ShellWalk(workspace, this);
    this.deletes = new DeleteRules(workspace, report);
    this.files = new FileRules(workspace, report);
    this.runs = new RunRules(report);
    this.system = new SystemRules(report);
    this.operations = new OperationsRules(report);
    this.windows = new WindowsRules(deletes, report);
  }

  /** Judges a command line. */
  void follow(String text) {
    walk.follow(text);
  }

  /** Judges program text in a language that is not known. */
  void code(String text) {
    walk.begin(text.length());
    runs(new Code("", text, List.of(), new Span(0, text.length())));
  }

  @Override
  public void starts(Invocation invocation) {
    List<PathUse> uses = PathUses.of(invocation, workspace.home());
    if (invocation.windows()) {
      windows.judge(invocation, uses);
      for (PathUse use : uses) {
        touch(use, use.span());
      }
      return;
    }
    report.touch(
        Touch.Action.EXECUTE,
        Touch.Kind.PROGRAM,
        invocation.program(),
        Set.of(),
        invocation.span());
    deletes.judge(invocation, uses);
    for (PathUse use : uses) {
      files.judge(invocation, use);
      touch(use, use.span());
      throughLinks(invocation, use);
    }
    runs.judge(invocation, uses);
    system.judge(invocation, uses);
    operations.judge(invocation);
    hosts(invocation);
  }

  /** What is read through a link is what it leads to. A link that is deleted is only a link. */
  private void throughLinks(Invocation invocation, PathUse use) {
    String real = realPaths.get(use.path());
    if (real != null && use.reveals()) {
      PathUse led =
          new PathUse(
              Place.plain(real),
              use.action(),
              use.reveals(),
              use.recursive(),
              use.appends(),
              use.span(),
              use.glob());
      files.judge(invocation, led);
      touch(led, led.span());
    }
  }

  @Override
  public void pipes(List<List<Invocation>> stages) {
    runs.judge(stages);
    deletes.judge(stages);
  }

  @Override
  public void maybe(Runnable inner) {
    report.doubting(inner);
  }

  @Override
  public void runs(Code code) {
    runs.judge(code);
    switch (code.language()) {
      case "sh" -> {}
      default -> inside(code);
    }
  }

  private void inside(Code code) {
    new CodeRules(workspace, report, this::touch).judge(code.text(), code.span());
    CodeCommands read = CodeCommands.of(code.text(), code.language());
    for (CodeCommands.Command command : read.commands()) {
      if (codeCommands++ >= CodeCommands.COMMANDS_MAX) {
        break;
      }
      if (command.sure()) {
        walk.inCode(command.text(), code.span());
      } else {
        maybe(() -> walk.inCode(command.text(), code.span()));
      }
    }
    if (codeDepth < CODE_DEPTH_MAX) {
      codeDepth++;
      for (String text : read.texts()) {
        inside(new Code(code.language(), text, List.of(), code.span()));
      }
      codeDepth--;
    }
    boolean connects = false;
    for (Urls.Target target : Urls.inside(code.text())) {
      if (target.scheme().startsWith("http") || target.scheme().startsWith("ws")) {
        connects = true;
        host(target, code.span(), true);
      }
    }
    if (!connects && usesNetwork(code.text())) {
      connect("unknown", code.span());
    }
  }

  private static boolean usesNetwork(String code) {
    return code.contains("requests.")
        || code.contains("urllib")
        || code.contains("http.client")
        || code.contains("httpx.")
        || code.contains("aiohttp")
        || code.contains("fetch(")
        || code.contains("socket.")
        || code.contains("axios")
        || code.contains("XMLHttpRequest")
        || code.contains("Net::HTTP")
        || code.contains("smtplib")
        || code.contains("paramiko");
  }

  @Override
  public void reachesBound(Span span) {
    report.say(BOUND, span, "");
  }

  private void touch(PathUse use, Span span) {
    if (report.takesTouches()) {
      report.touch(
          use.action(), Touch.Kind.PATH, use.path(), PathJudge.categories(use.place()), span);
    }
  }

  private void hosts(Invocation invocation) {
    for (HostUses.HostUse use : HostUses.of(invocation)) {
      host(use.target(), use.span(), false);
    }
  }

  private void host(Urls.Target target, Span span, boolean code) {
    if (target.host().equals("unknown")) {
      connect("unknown", span);
      return;
    }
    Host host = Hosts.of(target.host());
    HostJudge.judge(target, host)
        .ifPresent(ruling -> report.say(code ? softened(ruling, host) : ruling, span, ""));
    connect(host.name(), span);
  }

  /** An address in program text may be an example in a test: a person is asked. */
  private static Ruling softened(Ruling ruling, Host host) {
    boolean asks = ruling.severity() == Severity.BLOCK && host.reach() != Reach.PUBLIC;
    return asks ? ruling.asked() : ruling;
  }

  private void connect(String host, Span span) {
    report.touch(Touch.Action.CONNECT, Touch.Kind.HOST, host, Set.of(), span);
  }
}
