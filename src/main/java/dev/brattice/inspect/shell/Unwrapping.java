package dev.brattice.inspect.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows programs that start other programs: {@code sudo}, {@code sh -c}, {@code find -exec}. */
final class Unwrapping {
  private final ShellWalk walk;
  private final Invocation outer;
  private final Environment environment;
  private final Origin origin;

  Unwrapping(ShellWalk walk, Invocation outer, Environment environment, Origin origin) {
    this.walk = walk;
    this.outer = outer;
    this.environment = environment;
    this.origin = origin;
  }

  /** What the programs started inside print, where there are any and that is known. */
  Optional<Flow> follow() {
    String program = outer.program();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    String spelt = outer.argv().getFirst().text();
    Optional<String> alias = environment.alias(spelt);
    if (alias.isPresent()) {
      return alias(spelt, alias.get());
    }
    Optional<Script> function = environment.body(spelt);
    if (function.isPresent()) {
      return walk.call(function.get(), outer, environment, origin);
    }
    if (Programs.isShell(program)) {
      return shell();
    }
    if (Programs.isPowerShell(program) || program.equals("cmd")) {
      return windows();
    }
    if (!Programs.language(program).isEmpty()) {
      new InlineCode(walk, outer, environment).report(Programs.language(program));
      return program.equals("osascript") ? appleScript() : Optional.empty();
    }
    if (Prefixes.isSchedule(outer.argv())) {
      return command(Prefixes.SCHEDULE_FIELDS - 1);
    }
    Optional<String> split = program.equals("env") ? splitText() : Optional.empty();
    if (split.isPresent()) {
      return text(Flow.of(split.get()), environment.copy());
    }
    Optional<Integer> start = Prefixes.innerStart(program, outer.arguments());
    return start.isPresent() ? command(start.get()) : byProgram(program);
  }

  /** What {@code env -S} takes apart, with what stands behind it. */
  private Optional<String> splitText() {
    List<Argument> arguments = outer.arguments();
    for (int i = 0; i < arguments.size() && arguments.get(i).isOption(); i++) {
      String text = arguments.get(i).text();
      boolean attached = text.startsWith("--split-string=");
      boolean apart =
          text.equals("--split-string") || text.charAt(1) != '-' && text.indexOf('S') > 0;
      if (attached || apart) {
        var line = new StringBuilder(text.substring(text.indexOf(attached ? '=' : 'S') + 1));
        if (text.equals("--split-string")) {
          line.setLength(0);
        }
        for (Argument rest : arguments.subList(i + 1, arguments.size())) {
          line.append(' ').append(rest.text());
        }
        return Optional.of(line.toString());
      }
    }
    return Optional.empty();
  }

  /** The text that stands for {@code name}, with the arguments of this call behind it. */
  private Optional<Flow> alias(String name, String text) {
    var line = new StringBuilder(text);
    for (Argument argument : outer.arguments()) {
      line.append(' ').append(CodeCommands.quoted(argument.text()));
    }
    // An alias does not stand for itself within its own text.
    environment.dropAlias(name);
    Optional<Flow> output = text(Flow.of(line.toString()), environment);
    environment.setAlias(name, text);
    return output;
  }

  private Optional<Flow> byProgram(String program) {
    return switch (program) {
      case "eval" -> joined(0, environment);
      case "source", "." -> file();
      case "xargs" -> new ArgumentLists(outer).follow(this);
      case "find", "gfind" -> find();
      case "ssh" -> ssh();
      case "su", "runuser", "script", "sg", "vagrant" -> option('c', "--command");
      case "npx", "npm" -> option('c', "--call");
      case "flock" -> option('c', "--command");
      case "make", "gmake" -> recipe();
      case "git" -> git();
      case "nix-shell" -> option('\0', "--run");
      case "watch" -> joined(Options.firstOperand(outer.arguments(), "n"), environment.copy());
      case "parallel" ->
          joined(Options.firstOperand(outer.arguments(), "jnNaPI"), environment.copy());
      case "trap" -> joinedOne(0);
      case "at", "batch", "crontab" -> fed();
      case "tmux" -> tmux();
      case "screen" -> indexOf("stuff") < outer.arguments().size() ? typed("stuff") : other();
      case "awk", "gawk", "mawk", "nawk" -> awk();
      case "tar", "gtar", "bsdtar" -> tar();
      case "brattice" -> command(indexOf("--"));
      default -> other();
    };
  }

  /** A program whose ways are not known: a file that was written here, or one given a command. */
  private Optional<Flow> other() {
    Optional<Flow> output = program(outer.argv().getFirst());
    if (output.isEmpty()) {
      new Embedded(outer).follow(walk, this);
    }
    return output;
  }

  /** Follows the program that begins with argument {@code start}, as far as it is one. */
  void startsAt(int start) {
    command(start);
  }

  /** Follows a text that may be a command line. */
  void followText(String text) {
    text(Flow.of(text), environment.copy());
  }

  /** A shell that runs what flows into it. */
  private Optional<Flow> fed() {
    Optional<Flow> input = outer.input();
    if (input.isEmpty()) {
      return Optional.empty();
    }
    Flow flow = input.get();
    walk.code(new Effects.Code("sh", flow.text(), flow.made(), outer.span()));
    return text(flow, environment.copy());
  }

  private Optional<Flow> tmux() {
    if (indexOf("send-keys") < outer.arguments().size()) {
      return typed("send-keys");
    }
    for (Argument argument : outer.arguments()) {
      if (argument.text().indexOf(' ') > 0) {
        code(argument, environment.copy(), List.of());
      }
    }
    return other();
  }

  /** The recipes of a file for {@code make} that was written on the way. */
  private Optional<Flow> recipe() {
    Optional<Argument> named = Options.value(outer.arguments(), 'f', "--file");
    Optional<Flow> file = Optional.empty();
    if (named.isPresent()) {
      boolean input = named.get().text().equals("-") || named.get().text().equals("/dev/stdin");
      file = input ? outer.input() : walk.written(named.get().text(), environment);
    } else {
      for (String usual : List.of("GNUmakefile", "makefile", "Makefile")) {
        file = file.or(() -> walk.written(usual, environment));
      }
    }
    return file.flatMap(flow -> text(Flow.of(Recipes.commands(flow.text())), environment.copy()));
  }

  /** Commands that git is told to run: in settings, for each commit or module, as a filter. */
  private Optional<Flow> git() {
    new GitCommands(outer.arguments())
        .each(command -> code(command, environment.copy(), List.of()));
    return Optional.empty();
  }

  /** A program that is a file: followed where the file was written on the way. */
  private Optional<Flow> program(Argument file) {
    return file.text().indexOf('/') < 0
        ? Optional.empty()
        : walk.written(file.text(), environment).flatMap(flow -> text(flow, environment.copy()));
  }

  private int indexOf(String text) {
    List<Argument> arguments = outer.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).text().equals(text)) {
        return i + 1;
      }
    }
    return arguments.size();
  }

  private Optional<Flow> text(Flow flow, Environment inside) {
    return walk.text(flow, inside, origin.inner(outer.span(), flow.disguise()), List.of());
  }

  private Optional<Flow> code(Argument script, Environment inside, List<String> positional) {
    walk.code(new Effects.Code("sh", script.text(), script.made(), script.span()));
    return walk.text(Flow.of(script.text()), inside, origin.inner(script.span(), ""), positional);
  }

  /** The program whose name is argument {@code start}. */
  private Optional<Flow> command(int start) {
    List<Argument> arguments = outer.arguments();
    Map<String, String> assignments = new HashMap<>(outer.assignments());
    int at = start;
    while (at < arguments.size() && isAssignment(arguments.get(at).text())) {
      String text = arguments.get(at++).text();
      int equals = text.indexOf('=');
      assignments.put(text.substring(0, equals), text.substring(equals + 1));
    }
    return at >= arguments.size()
        ? Optional.empty()
        : start(arguments.subList(at, arguments.size()), assignments);
  }

  Optional<Flow> start(List<Argument> argv, Map<String, String> assignments) {
    var invocation =
        new Invocation(
            Programs.name(argv.getFirst()),
            argv,
            outer.redirects(),
            assignments,
            outer.directory(),
            outer.input(),
            outer.function(),
            outer.span(),
            outer.disguise(),
            outer.windows());
    return walk.run(invocation, environment, origin.inner(outer.span(), ""));
  }

  private static boolean isAssignment(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || !WordReader.isNameStart(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < equals; i++) {
      if (!WordReader.isNamePart(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private Optional<Flow> shell() {
    List<Argument> arguments = outer.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      String text = arguments.get(i).text();
      boolean cluster = text.length() > 1 && text.charAt(0) == '-' && text.charAt(1) != '-';
      if (cluster && text.indexOf('c') > 0) {
        int script = i + 1;
        while (script < arguments.size() && arguments.get(script).isOption()) {
          script++;
        }
        return script < arguments.size() ? script(script) : Optional.empty();
      }
      if (text.equals("--rcfile") || text.equals("--init-file")) {
        started(arguments, i + 1);
        i++;
      } else if (text.equals("-o") || text.equals("-O")) {
        i++;
      } else if (!text.startsWith("-") && !text.startsWith("+")) {
        return file();
      }
    }
    return Programs.runsItsInput(outer) ? fed() : Optional.empty();
  }

  /** A file that a shell reads before anything else. */
  private void started(List<Argument> arguments, int index) {
    if (index < arguments.size()) {
      walk.written(arguments.get(index).text(), environment)
          .ifPresent(flow -> text(flow, environment.copy()));
    }
  }

  private Optional<Flow> script(int index) {
    List<Argument> arguments = outer.arguments();
    List<String> positional = arguments.stream().skip(index + 2L).map(Argument::text).toList();
    Environment inside = environment.copy();
    outer.assignments().forEach((name, value) -> inside.set(name, value, false));
    if (index + 1 < arguments.size()) {
      inside.setSelf(arguments.get(index + 1).text());
    }
    return code(arguments.get(index), inside, positional);
  }

  /** A script in a file: followed where the file was written on the way. */
  private Optional<Flow> file() {
    List<Argument> operands = Options.operands(outer.arguments(), "oO");
    if (operands.isEmpty()) {
      return Optional.empty();
    }
    Argument file = operands.getFirst();
    if (file.process()) {
      walk.code(new Effects.Code("sh", "", file.made(), file.span()));
    }
    if (file.text().startsWith("/dev/std") || file.text().equals("-")) {
      return fed();
    }
    List<String> positional = operands.stream().skip(1).map(Argument::text).toList();
    return walk.written(file.text(), environment)
        .flatMap(
            flow ->
                walk.text(
                    flow,
                    environment.copy(),
                    origin.inner(outer.span(), flow.disguise()),
                    positional));
  }

  private Optional<Flow> joined(int start, Environment inside) {
    List<Argument> arguments = outer.arguments();
    if (start >= arguments.size()) {
      return Optional.empty();
    }
    var text = new StringBuilder();
    List<Invocation> made = new ArrayList<>();
    for (Argument argument : arguments.subList(start, arguments.size())) {
      text.append(text.isEmpty() ? "" : " ").append(argument.text());
      made.addAll(argument.made());
    }
    return code(new Argument(text.toString(), false, made, false, outer.span()), inside, List.of());
  }

  private Optional<Flow> joinedOne(int index) {
    List<Argument> operands = outer.operands();
    return index < operands.size()
        ? code(operands.get(index), environment.copy(), List.of())
        : Optional.empty();
  }

  private Optional<Flow> option(char letter, String word) {
    return Options.value(outer.arguments(), letter, word)
        .flatMap(script -> code(script, environment.copy(), List.of()));
  }

  /** The commands of {@code -exec}; the file that is found is not known. */
  private Optional<Flow> find() {
    List<Argument> arguments = outer.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      String text = arguments.get(i).text();
      if (text.equals("-exec")
          || text.equals("-execdir")
          || text.equals("-ok")
          || text.equals("-okdir")) {
        List<Argument> argv = new ArrayList<>();
        for (i++; i < arguments.size() && !endsExec(arguments.get(i).text()); i++) {
          Argument argument = arguments.get(i);
          argv.add(
              argument.text().equals("{}")
                  ? Argument.plain(String.valueOf(Argument.UNKNOWN), argument.span())
                  : argument);
        }
        if (!argv.isEmpty()) {
          start(argv, outer.assignments());
        }
      }
    }
    return Optional.empty();
  }

  private static boolean endsExec(String text) {
    return text.equals(";") || text.equals("+");
  }

  /** A command on another machine: its folders are not ours. */
  private Optional<Flow> ssh() {
    int host = Options.firstOperand(outer.arguments(), "bcDEeFIiJLlmOopQRSWw");
    if (host + 1 >= outer.arguments().size()) {
      return Optional.empty();
    }
    Environment remote = environment.copy();
    remote.enter("");
    return joined(host + 1, remote);
  }

  private Optional<Flow> typed(String verb) {
    List<Argument> arguments = outer.arguments();
    int at = indexOf(verb);
    at +=
        Options.firstOperand(
            arguments.subList(Math.min(at, arguments.size()), arguments.size()), "tN");
    return joined(at, environment.copy());
  }

  private Optional<Flow> tar() {
    Optional<Flow> last = Optional.empty();
    for (Argument argument : outer.arguments()) {
      int exec = argument.text().indexOf("exec=");
      if (argument.text().startsWith("--checkpoint-action") && exec > 0) {
        last = code(Options.rest(argument, exec + 5), environment.copy(), List.of());
      } else if (argument.text().startsWith("--to-command=")) {
        last = code(Options.rest(argument, 13), environment.copy(), List.of());
      }
    }
    return last.isPresent() ? Optional.of(Flow.empty()) : Optional.empty();
  }

  private Optional<Flow> awk() {
    for (Argument operand : Options.operands(outer.arguments(), "Fvf")) {
      walk.code(new Effects.Code("awk", operand.text(), operand.made(), operand.span()));
      break;
    }
    return Optional.empty();
  }

  private Optional<Flow> appleScript() {
    for (Argument argument : outer.arguments()) {
      quoted(argument, "do shell script");
    }
    return Optional.empty();
  }

  /** Follows every string in double quotes behind {@code call}. */
  private void quoted(Argument argument, String call) {
    String text = argument.text();
    int at = text.indexOf(call);
    while (at >= 0) {
      int start = text.indexOf('"', at);
      if (start < 0) {
        return;
      }
      var inner = new StringBuilder();
      int end = start + 1;
      while (end < text.length() && text.charAt(end) != '"') {
        if (text.charAt(end) == '\\' && end + 1 < text.length()) {
          end++;
        }
        inner.append(text.charAt(end++));
      }
      walk.text(
          Flow.of(inner.toString()),
          environment.copy(),
          origin.inner(argument.span(), ""),
          List.of());
      at = text.indexOf(call, end);
    }
  }

  private Optional<Flow> windows() {
    return new WindowsShell(walk, outer, environment, origin).follow();
  }
}
