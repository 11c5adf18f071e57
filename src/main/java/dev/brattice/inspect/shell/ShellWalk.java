package dev.brattice.inspect.shell;

import dev.brattice.inspect.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows a command line as a shell would, without running anything, and reports every program that
 * would start. Work is bounded by a budget that grows with the text, whatever the text does.
 */
final class ShellWalk {
  /** How deep texts are taken out of texts: {@code sh -c "sh -c …"}. */
  static final int DEPTH_MAX = 6;

  /** How many programs one text may start before the rest is left unread. */
  static final int INVOCATIONS_MAX = 4_096;

  /** Characters that expansion and parsing of inner texts may make, besides four for each read. */
  static final int BUDGET_CHARS = 262_144;

  private final Workspace workspace;
  private final Effects effects;
  private final List<Invocation> trace = new ArrayList<>();
  private final WrittenFiles files;
  private long budget;
  private boolean bounded;

  /**
   * What a script made.
   *
   * @param made the programs that would start
   * @param output what it would print, where that is known
   */
  record Result(List<Invocation> made, Optional<Flow> output) {}

  ShellWalk(Workspace workspace, Effects effects) {
    this.workspace = workspace;
    this.effects = effects;
    this.files = new WrittenFiles(workspace.home());
  }

  /** Follows {@code line} as a command line given to a shell. */
  void follow(String line) {
    String text = line;
    if (line.length() > ShellDetector.TEXT_CHARS_MAX) {
      text = line.substring(0, ShellDetector.TEXT_CHARS_MAX);
      bound(new Span(text.length(), line.length()));
    }
    budget = BUDGET_CHARS + 4L * text.length();
    text(Flow.of(text), start(), Origin.OUTERMOST, List.of());
    if (WindowsShell.mayBe(text)) {
      budget = Math.max(budget, 0) + 4L * text.length();
      windows(Flow.of(text), start(), Origin.OUTERMOST);
    }
  }

  /** Makes ready to follow commands inside program text of {@code length} characters. */
  void begin(int length) {
    budget = BUDGET_CHARS + 4L * length;
  }

  /** Follows a command line that program text at {@code span} gives to a shell. */
  void inCode(String command, Span span) {
    text(Flow.of(command), start(), Origin.OUTERMOST.inner(span, ""), List.of());
  }

  private Environment start() {
    return Environment.at(workspace);
  }

  String home() {
    return workspace.home();
  }

  /** Takes {@code count} from the budget; false when it is used up. */
  boolean spend(int count) {
    budget -= count;
    if (budget < 0) {
      bound(new Span(0, 0));
    }
    return budget >= 0;
  }

  /** Remembers what a file holds that is written on the way. */
  void remember(String path, Flow content) {
    keep(files.remember(path, "", content));
  }

  private void keep(boolean kept) {
    if (!kept) {
      // What is run from a file that was forgotten goes unread: that must be seen.
      bound(new Span(0, 0));
    }
  }

  /** What the file {@code operand} holds, if it was written on the way. */
  Optional<Flow> written(String operand, Environment environment) {
    return files.content(operand, environment.directory());
  }

  /** Follows what may start and may as well be mere text. */
  void maybe(Runnable inner) {
    effects.maybe(inner);
  }

  /** Follows a text that was taken out of another one. */
  Optional<Flow> text(Flow flow, Environment environment, Origin origin, List<String> positional) {
    if (origin.depth() > DEPTH_MAX || !spend(flow.text().length())) {
      bound(origin.span(0, flow.text().length()));
      return Optional.empty();
    }
    if (!positional.isEmpty()) {
      environment.setPositional(positional);
    }
    return parsed(flow, environment, origin, false);
  }

  /** Follows a text for a shell of Windows that was taken out of another one. */
  Optional<Flow> windows(Flow flow, Environment environment, Origin origin) {
    if (origin.depth() > DEPTH_MAX || !spend(flow.text().length())) {
      bound(origin.span(0, flow.text().length()));
      return Optional.empty();
    }
    environment.setWindows();
    return parsed(flow, environment, origin, true);
  }

  private Optional<Flow> parsed(
      Flow flow, Environment environment, Origin origin, boolean windows) {
    var parser = new ShellParser(flow.text(), 0, windows);
    Script script = parser.script();
    if (parser.tooDeep) {
      bound(origin.span(0, flow.text().length()));
    }
    return script(script, environment, origin, Optional.empty());
  }

  /** Follows a call of a function that the script defines. */
  Optional<Flow> call(Script body, Invocation call, Environment environment, Origin origin) {
    Environment inside = environment.copy();
    inside.setPositional(call.arguments().stream().map(Argument::text).toList());
    inside.setFunction(call.program());
    return script(body, inside, origin.inner(call.span(), ""), call.input());
  }

  /** Follows a substitution. */
  Result inner(Script script, Environment environment, Origin origin) {
    int mark = trace.size();
    Optional<Flow> output = script(script, environment, origin, Optional.empty());
    return new Result(List.copyOf(trace.subList(mark, trace.size())), output);
  }

  void code(Effects.Code code) {
    effects.runs(code);
  }

  void bound(Span span) {
    if (!bounded) {
      bounded = true;
      effects.reachesBound(span);
    }
  }

  private Optional<Flow> script(
      Script script, Environment environment, Origin origin, Optional<Flow> input) {
    var text = new StringBuilder();
    String disguise = "";
    List<Invocation> made = new ArrayList<>();
    boolean known = true;
    for (List<Stage> stages : script.pipelines()) {
      if (trace.size() >= INVOCATIONS_MAX || budget < 0) {
        bound(origin.span(0, 0));
        return Optional.empty();
      }
      Optional<Flow> output = pipeline(stages, environment, origin, input);
      known &= output.isPresent() && text.length() <= Flow.CHARS_MAX;
      if (known) {
        text.append(output.get().text());
        disguise = output.get().disguise();
      }
      output.ifPresent(flow -> made.addAll(flow.made()));
    }
    if (known) {
      return Optional.of(new Flow(text.toString(), disguise, made));
    }
    return made.isEmpty() ? Optional.empty() : Optional.of(Flow.madeBy(made));
  }

  private Optional<Flow> pipeline(
      List<Stage> stages, Environment environment, Origin origin, Optional<Flow> input) {
    if (stages.size() == 1) {
      return stage(stages.getFirst(), environment, origin, input);
    }
    List<List<Invocation>> made = new ArrayList<>();
    Optional<Flow> flow = input;
    for (Stage stage : stages) {
      int mark = trace.size();
      flow = stage(stage, environment.copy(), origin, flow);
      made.add(List.copyOf(trace.subList(mark, trace.size())));
      if (trace.size() >= INVOCATIONS_MAX || budget < 0) {
        break;
      }
    }
    effects.pipes(made);
    return flow;
  }

  private Optional<Flow> stage(
      Stage stage, Environment environment, Origin origin, Optional<Flow> input) {
    return switch (stage) {
      case Stage.Simple simple -> simple(simple, environment, origin, input);
      case Stage.Group group -> group(group, environment, origin, input);
    };
  }

  private Optional<Flow> group(
      Stage.Group group, Environment environment, Origin origin, Optional<Flow> input) {
    Environment inside = group.subshell() ? environment.copy() : environment;
    if (!group.loop().isEmpty()) {
      List<Argument> words = Expansion.of(group.loop(), this, inside, origin);
      if (words.size() > 1) {
        var values = new StringBuilder();
        for (Argument word : words.subList(1, words.size())) {
          values.append(values.isEmpty() ? "" : " ").append(word.text());
        }
        inside.set(words.getFirst().text(), values.toString(), true, made(words));
      }
    }
    String outer = inside.function();
    if (!group.function().isEmpty()) {
      inside.setFunction(group.function());
      if (!inside.define(group.function(), group.body())) {
        bound(origin.span(0, 0));
      }
    }
    List<Opened> opened = opened(group.redirects(), inside, origin);
    Optional<Flow> fed = input(group.redirects(), inside, origin).or(() -> input);
    Optional<Flow> output = script(group.body(), inside, origin, fed);
    inside.setFunction(outer);
    if (!opened.isEmpty()) {
      ended(
          new Invocation(
              "",
              List.of(),
              opened,
              Map.of(),
              inside.directory(),
              fed,
              outer,
              origin.span(group.redirects().getFirst().target().start(), 0),
              origin.disguise(),
              inside.isWindows()),
          output);
    }
    return output;
  }

  private static List<Invocation> made(List<Argument> words) {
    List<Invocation> made = new ArrayList<>();
    words.forEach(word -> made.addAll(word.made()));
    return made;
  }

  private Optional<Flow> simple(
      Stage.Simple simple, Environment environment, Origin origin, Optional<Flow> input) {
    List<Argument> argv = Expansion.of(simple.words(), this, environment, origin);
    Map<String, String> assignments = assignments(simple, environment, origin, argv.isEmpty());
    List<Opened> opened = opened(simple.redirects(), environment, origin);
    Optional<Flow> fed = input(simple.redirects(), environment, origin).or(() -> input);
    if (argv.isEmpty() && opened.isEmpty() && assignments.isEmpty()) {
      return Optional.of(Flow.empty());
    }
    var invocation =
        new Invocation(
            argv.isEmpty() ? "" : Programs.name(argv.getFirst()),
            argv,
            opened,
            assignments,
            environment.directory(),
            fed,
            environment.function(),
            span(simple, origin),
            origin.disguise(),
            environment.isWindows());
    return run(invocation, environment, origin);
  }

  /** Reports redirections that stand around commands, and remembers what they write. */
  private void ended(Invocation redirections, Optional<Flow> output) {
    report(redirections);
    keep(files.after(redirections, output));
  }

  /** Reports {@code invocation}, follows what it would start in turn, tells what it prints. */
  Optional<Flow> run(Invocation invocation, Environment environment, Origin origin) {
    if (origin.depth() > DEPTH_MAX) {
      bound(invocation.span());
      return Optional.empty();
    }
    report(invocation);
    Hooks.each(
        invocation,
        command ->
            text(
                Flow.of(command),
                environment.copy(),
                origin.inner(invocation.span(), ""),
                List.of()));
    Builtins.apply(invocation, environment);
    Optional<Flow> output =
        new Unwrapping(this, invocation, environment, origin)
            .follow()
            .or(() -> StaticOutput.of(invocation, this, environment));
    keep(files.after(invocation, output));
    return output;
  }

  private void report(Invocation invocation) {
    if (trace.size() < INVOCATIONS_MAX) {
      trace.add(invocation);
      effects.starts(invocation);
    } else {
      bound(invocation.span());
    }
  }

  private static Span span(Stage.Simple simple, Origin origin) {
    List<Word> words = simple.words().isEmpty() ? simple.assignments() : simple.words();
    if (words.isEmpty()) {
      Word target = simple.redirects().getFirst().target();
      return origin.span(target.start(), target.end());
    }
    return origin.span(words.getFirst().start(), words.getLast().end());
  }

  private Map<String, String> assignments(
      Stage.Simple simple, Environment environment, Origin origin, boolean lasting) {
    if (simple.assignments().isEmpty()) {
      return Map.of();
    }
    Map<String, String> assignments = new HashMap<>();
    for (Word word : simple.assignments()) {
      Argument argument = Expansion.whole(word, this, environment, origin);
      int equals = argument.text().indexOf('=');
      if (equals < 0) {
        // The budget ran out in the middle of the word.
        continue;
      }
      String name = argument.text().substring(0, equals);
      String value = argument.text().substring(equals + 1);
      boolean list = word.parts().size() > 1 && word.parts().get(1) instanceof Part.Items;
      assignments.put(name, value);
      if (lasting) {
        Builtins.set(name, value, list, argument.made(), environment);
      }
    }
    return assignments;
  }

  private List<Opened> opened(List<Redirect> redirects, Environment environment, Origin origin) {
    if (redirects.isEmpty()) {
      return List.of();
    }
    List<Opened> opened = new ArrayList<>(redirects.size());
    for (Redirect redirect : redirects) {
      if (!redirect.isDocument() && !redirect.operator().equals("<<<")) {
        Argument target = Expansion.whole(redirect.target(), this, environment, origin);
        opened.add(new Opened(redirect.operator(), target));
      }
    }
    return opened;
  }

  /** What redirections feed in, where that is known. */
  private Optional<Flow> input(List<Redirect> redirects, Environment environment, Origin origin) {
    Optional<Flow> input = Optional.empty();
    for (Redirect redirect : redirects) {
      Span span = origin.span(redirect.target().start(), redirect.target().end());
      if (redirect.isDocument()) {
        List<Part> parts = redirect.document().parts();
        input = Optional.of(Flow.of(Expansion.whole(parts, span, this, environment, origin)));
      } else if (redirect.operator().equals("<<<")) {
        Argument text = Expansion.whole(redirect.target(), this, environment, origin);
        input = Optional.of(Flow.of(text));
      } else if (redirect.operator().equals("<")) {
        Argument file = Expansion.whole(redirect.target(), this, environment, origin);
        boolean telling = file.process() && !Makers.telling(file.made()).isEmpty();
        input =
            written(file.text(), environment)
                .or(() -> telling ? Optional.of(Flow.madeBy(file.made())) : Optional.empty());
      }
    }
    return input;
  }
}
