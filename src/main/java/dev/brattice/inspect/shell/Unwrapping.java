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
    Optional<Integer> start = Prefixes.innerStart(program, outer.arguments());
    return start.isPresent() ? command(start.get()) : byProgram(program);
  }

  private Optional<Flow> byProgram(String program) {
    return switch (program) {
      case "eval" -> joined(0, environment);
      case "source", "." -> file();
      case "xargs" -> xargs();
      case "find", "gfind" -> find();
      case "ssh" -> ssh();
      case "su", "runuser", "script" -> option('c', "--command");
      case "nix-shell" -> option('\0', "--run");
      case "watch" -> joined(Options.firstOperand(outer.arguments(), "n"), environment.copy());
      case "parallel" ->
          joined(Options.firstOperand(outer.arguments(), "jnNaPI"), environment.copy());
      case "trap" -> joinedOne(0);
      case "at", "batch" -> outer.input().flatMap(flow -> text(flow, environment.copy()));
      case "tmux" -> typed("send-keys");
      case "screen" -> typed("stuff");
      case "awk", "gawk", "mawk", "nawk" -> awk();
      case "tar", "gtar", "bsdtar" -> tar();
      case "brattice" -> command(indexOf("--"));
      default -> Optional.empty();
    };
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
    return walk.text(
        new Flow(script.text(), ""), inside, origin.inner(script.span(), ""), positional);
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

  private Optional<Flow> start(List<Argument> argv, Map<String, String> assignments) {
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
            outer.disguise());
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
      if (text.equals("-o") || text.equals("-O") || text.equals("--rcfile")) {
        i++;
      } else if (!text.startsWith("-") && !text.startsWith("+")) {
        return file();
      }
    }
    return Programs.runsItsInput(outer)
        ? outer.input().flatMap(flow -> text(flow, environment.copy()))
        : Optional.empty();
  }

  private Optional<Flow> script(int index) {
    List<Argument> arguments = outer.arguments();
    List<String> positional = arguments.stream().skip(index + 2L).map(Argument::text).toList();
    return code(arguments.get(index), environment.copy(), positional);
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
      return outer.input().flatMap(flow -> text(flow, environment.copy()));
    }
    return walk.written(file.text(), environment).flatMap(flow -> text(flow, environment.copy()));
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

  private Optional<Flow> xargs() {
    List<Argument> arguments = outer.arguments();
    int start = Options.firstOperand(arguments, "IadEnLPs");
    if (start >= arguments.size()) {
      return Optional.empty();
    }
    List<Argument> argv = new ArrayList<>(arguments.subList(start, arguments.size()));
    Optional<Argument> replaced = Options.value(arguments.subList(0, start), 'I', "--replace");
    String input = outer.input().map(Flow::text).orElse(String.valueOf(Argument.UNKNOWN));
    if (replaced.isPresent()) {
      argv.replaceAll(
          argument ->
              argument.text().equals(replaced.get().text())
                  ? Argument.plain(input.strip(), argument.span())
                  : argument);
    } else {
      for (String word : words(input)) {
        argv.add(Argument.plain(word, outer.span()));
      }
    }
    return start(argv, outer.assignments());
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length() && words.size() < Expansion.BRACES_MAX; i++) {
      if (i == text.length() || text.charAt(i) <= ' ') {
        if (i > start) {
          words.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
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
    return last.isPresent() ? Optional.of(new Flow("", "")) : Optional.empty();
  }

  private Optional<Flow> awk() {
    for (Argument operand : Options.operands(outer.arguments(), "Fvf")) {
      walk.code(new Effects.Code("awk", operand.text(), operand.made(), operand.span()));
      quoted(operand, "system(");
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
          new Flow(inner.toString(), ""),
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
