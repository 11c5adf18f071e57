package dev.brattice.inspect.shell;

import dev.brattice.inspect.text.View;
import dev.brattice.inspect.text.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the commands that program text gives to a shell, starts as programs, or merely spells. */
final class CodeCommands {
  /** How many commands inside one text are followed. */
  static final int COMMANDS_MAX = 64;

  /** How many texts inside one text are read as program text themselves. */
  static final int TEXTS_MAX = 16;

  /** The longest literal that is decoded. */
  private static final int DECODED_CHARS_MAX = 65_536;

  private final String code;
  private final String language;
  private final List<Command> commands = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final StringBuilder list = new StringBuilder();
  private int items;
  private boolean listStarts;

  /**
   * A command line in program text; a list of arguments is written as one.
   *
   * @param text the command line
   * @param sure whether the text starts it, and does not merely hold it
   */
  record Command(String text, boolean sure) {}

  private CodeCommands(String code, String language) {
    this.code = code;
    this.language = language;
  }

  /** Reads {@code code}, written in {@code language}; empty where that is not known. */
  static CodeCommands of(String code, String language) {
    var commands = new CodeCommands(code, language);
    commands.read();
    return commands;
  }

  /** The commands, at most {@link #COMMANDS_MAX}. */
  List<Command> commands() {
    return commands;
  }

  /** Texts that are run as program text in turn, at most {@link #TEXTS_MAX}. */
  List<String> texts() {
    return texts;
  }

  private void read() {
    for (CodeStrings.Literal literal : CodeStrings.of(code)) {
      if (commands.size() >= COMMANDS_MAX) {
        return;
      }
      if (!literal.follows()) {
        endList();
      }
      boolean starts = startsProgram(literal);
      listStarts |= starts;
      list.append(list.isEmpty() ? "" : " ").append(quoted(literal.text()));
      items++;
      if (starts && literal.position() == 0) {
        commands.add(new Command(literal.text(), true));
      } else if (!starts && !speaks(literal.call())) {
        merelySpelt(literal);
      }
      if (runsText(literal)) {
        addText(literal.text());
      }
      decoded(literal);
    }
    endList();
    quotedCommands();
  }

  /** Several literals in a row may be a program and its arguments. */
  private void endList() {
    if (items > 1 && (listStarts || Embedded.commandStart(list.substring(1)) == 0)) {
      commands.add(new Command(list.toString(), listStarts));
    }
    list.setLength(0);
    items = 0;
    listStarts = false;
  }

  private void merelySpelt(CodeStrings.Literal literal) {
    int start = Embedded.commandStart(literal.text());
    if (start >= 0 && literal.text().indexOf(' ', start) > 0) {
      commands.add(new Command(literal.text().substring(start), isBacktick(literal)));
    } else if (isBacktick(literal)) {
      commands.add(new Command(literal.text(), true));
    }
  }

  /** In some languages backticks run what stands between them. */
  private boolean isBacktick(CodeStrings.Literal literal) {
    return literal.quote() == '`'
        && (language.equals("perl") || language.equals("ruby") || language.equals("php"));
  }

  private void addText(String text) {
    if (texts.size() < TEXTS_MAX && !text.isBlank()) {
      texts.add(text);
    }
  }

  /** Whether {@code literal} is program text that is run. */
  private static boolean runsText(CodeStrings.Literal literal) {
    return switch (literal.call()) {
      case "exec", "eval", "compile", "Function", "execfile", "instance_eval", "runInThisContext" ->
          true;
      default ->
          literal.call().endsWith(".eval")
              || literal.call().endsWith(".runInThisContext")
              || literal.call().endsWith(".runInNewContext");
    };
  }

  /** What an encoded literal says may be run as program text or as a command. */
  private void decoded(CodeStrings.Literal literal) {
    String call = (literal.call() + ' ' + literal.outer()).toLowerCase(Locale.ROOT);
    boolean decodes =
        call.contains("64")
            || call.contains("hex")
            || call.contains("atob")
            || call.contains("decode")
            || call.contains("buffer.from")
            || call.contains("pack");
    if (!decodes || literal.text().length() > DECODED_CHARS_MAX) {
      return;
    }
    for (View view : Views.of(literal.text())) {
      if (!view.isOriginal() && view.start() == 0 && view.end() == literal.text().length()) {
        addText(view.text());
        commands.add(new Command(view.text(), false));
      }
    }
  }

  /** {@code qx(ls)} of Perl and {@code %x(ls)} of Ruby. */
  private void quotedCommands() {
    String mark = language.equals("perl") ? "qx" : language.equals("ruby") ? "%x" : "";
    int at = mark.isEmpty() ? -1 : code.indexOf(mark);
    while (at >= 0 && commands.size() < COMMANDS_MAX) {
      int open = at + 2;
      char opener = open < code.length() ? code.charAt(open) : ' ';
      char closer =
          switch (opener) {
            case '(' -> ')';
            case '{' -> '}';
            case '[' -> ']';
            case '<' -> '>';
            default -> opener;
          };
      int end = WordReader.isNamePart(opener) ? -1 : code.indexOf(closer, open + 1);
      if (end > open) {
        commands.add(new Command(code.substring(open + 1, end), true));
      }
      at = code.indexOf(mark, Math.max(end, open));
    }
  }

  /** {@code text} as one word of a command line. */
  static String quoted(String text) {
    return '\'' + text.replace("'", "'\\''") + '\'';
  }

  /** Whether a call only shows, compares or records its text. */
  private static boolean speaks(String call) {
    String name = call.substring(call.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (name) {
      case "print",
          "println",
          "printf",
          "puts",
          "echo",
          "log",
          "info",
          "warn",
          "warning",
          "error",
          "debug",
          "write",
          "writeline",
          "say",
          "describe",
          "it",
          "test",
          "expect",
          "equal",
          "equals",
          "includes",
          "contains",
          "startswith",
          "endswith",
          "match",
          "search",
          "findall",
          "compile",
          "sub",
          "replace",
          "split",
          "raise",
          "throw",
          "help" ->
          true;
      default -> name.startsWith("assert") || name.endsWith("error") || name.endsWith("exception");
    };
  }

  private boolean startsProgram(CodeStrings.Literal literal) {
    return startsProgram(literal.call())
        || startsProgram(literal.outer()) && literal.call().endsWith("split")
        || code.contains("subprocess") && isRun(literal.call());
  }

  /** {@code s.run} and {@code run} where the module has another name or none. */
  private static boolean isRun(String call) {
    return switch (call.substring(call.lastIndexOf('.') + 1)) {
      case "run", "call", "Popen", "check_output", "check_call", "getoutput", "getstatusoutput" ->
          true;
      default -> false;
    };
  }

  private static boolean startsProgram(String call) {
    return switch (call.substring(call.lastIndexOf('.') + 1)) {
      case "system",
          "popen",
          "popen2",
          "popen3",
          "Popen",
          "shell_exec",
          "passthru",
          "execSync",
          "spawn",
          "spawnSync",
          "execFile",
          "execFileSync",
          "check_output",
          "check_call",
          "getoutput",
          "execv",
          "execve",
          "execvp",
          "execvpe",
          "execl",
          "execle",
          "execlp",
          "execlpe",
          "spawnl",
          "spawnlp",
          "spawnv",
          "spawnvp",
          "posix_spawn",
          "proc_open",
          "pcntl_exec",
          "capture2",
          "capture2e",
          "capture3",
          "create_subprocess_shell",
          "create_subprocess_exec" ->
          true;
      case "exec" -> true;
      case "execute" -> call.equals("os.execute");
      case "run" -> call.equals("Deno.run") || call.startsWith("subprocess.");
      case "call", "Command" -> call.startsWith("subprocess.") || call.startsWith("Deno.");
      default -> call.startsWith("subprocess.");
    };
  }
}
