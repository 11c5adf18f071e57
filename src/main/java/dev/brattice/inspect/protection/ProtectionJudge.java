package dev.brattice.inspect.protection;

import dev.brattice.inspect.Observations;
import dev.brattice.inspect.Touch.Action;
import dev.brattice.inspect.Workspace;
import dev.brattice.inspect.shell.Argument;
import dev.brattice.inspect.shell.Commands;
import dev.brattice.inspect.shell.Effects;
import dev.brattice.inspect.shell.Globs;
import dev.brattice.inspect.shell.Invocation;
import dev.brattice.inspect.shell.PathUse;
import dev.brattice.inspect.shell.ShellDetector;
import dev.brattice.inspect.shell.Span;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Puts the rules of self-protection to what a command line or program text would do. */
final class ProtectionJudge implements Effects {
  private final Workspace workspace;
  private final Observations observations;
  private final GuardedPlaces places;
  private final GuardedWords words;
  private final BiConsumer<Attempt, Span> attempts;
  private boolean variableSet;

  /**
   * @param attempts receives what is found and where
   */
  ProtectionJudge(Observations observations, BiConsumer<Attempt, Span> attempts) {
    this.workspace = observations.workspace();
    this.observations = observations;
    this.places = new GuardedPlaces(workspace);
    this.words = new GuardedWords(workspace);
    this.attempts = attempts;
  }

  /** Judges a command line. One that is too long to be followed may not even speak of us. */
  void follow(String text) {
    if (text.length() > ShellDetector.TEXT_CHARS_MAX && words.speaksOfUs(text)) {
      attempts.accept(Attempt.OWN_COMMAND, new Span(0, text.length()));
    }
    Commands.follow(text, workspace, this);
  }

  /** Judges program text. */
  void code(String text) {
    named(text, new Span(0, text.length()));
    Commands.followCode(text, workspace, this);
  }

  @Override
  public void starts(Invocation invocation) {
    boolean sets = OwnCommands.setsVariable(invocation);
    boolean runs = OwnCommands.runsBrattice(invocation);
    if (OwnCommands.loosens(invocation)) {
      say(Attempt.OWN_COMMAND, invocation);
    } else if ((sets || variableSet) && (runs || OwnCommands.runsClient(invocation))) {
      say(Attempt.OWN_SETTINGS, invocation);
    } else if (OwnCommands.stops(invocation) && OwnCommands.names(invocation)) {
      say(Attempt.OWN_PROCESS, invocation);
    } else if (OwnCommands.changesClient(invocation)) {
      say(Attempt.CLIENT_ENTRIES, invocation);
    }
    variableSet |= sets && invocation.program().isEmpty() || sets && isLasting(invocation);
    files(invocation);
  }

  private static boolean isLasting(Invocation invocation) {
    return switch (invocation.program()) {
      case "export", "unset", "declare", "setenv", "typeset" -> true;
      default -> false;
    };
  }

  private void files(Invocation invocation) {
    List<PathUse> uses = Commands.uses(invocation, workspace);
    boolean finds = invocation.program().equals("find");
    for (PathUse use : uses) {
      if (finds && !searchesOwn(invocation, use)) {
        continue;
      }
      if (places.reachesOwn(use) || leadsToOwn(use)) {
        say(Attempt.OWN_FILES, invocation);
      } else if (places.changesClients(use) || editsInPlace(invocation, use)) {
        say(Attempt.CLIENT_ENTRIES, invocation);
      }
    }
    if (finds && findsOwn(invocation, uses)) {
      say(Attempt.OWN_FILES, invocation);
    }
    if (invocation.program().equals("ln")
        && uses.size() == 2
        && !places.link(uses.get(1).path(), uses.getFirst().path())) {
      // Nobody makes so many links there; what goes through the next one would not be seen.
      say(Attempt.OWN_FILES, invocation);
    }
    if (namesInArgument(invocation)) {
      say(Attempt.OWN_FILES, invocation);
    }
  }

  private boolean leadsToOwn(PathUse use) {
    String real = observations.realPaths().get(use.path());
    return real != null && places.isOwn(real);
  }

  /** Programs that are not known to write, told to change files where they lie. */
  private boolean editsInPlace(Invocation invocation, PathUse use) {
    return use.action() == Action.ANY
        && places.isClients(use.path())
        && (invocation.has("-i")
            || invocation.has("--write")
            || invocation.has("-w")
            || invocation.has("--fix")
            || invocation.has("--in-place"));
  }

  /** A search with a name takes only what fits; one that deletes without a name takes all. */
  private boolean searchesOwn(Invocation find, PathUse use) {
    return places.isOwn(use.path()) || use.action() == Action.DELETE && namePattern(find).isEmpty();
  }

  /** Whether a search finds Brattice's folder by name and does something with it. */
  private boolean findsOwn(Invocation find, List<PathUse> uses) {
    String pattern = namePattern(find);
    boolean acts = find.has("-delete") || find.has("-exec") || find.has("-execdir");
    if (pattern.isEmpty() || !acts) {
      return false;
    }
    for (PathUse use : uses) {
      if (!places.isAbove(use.path())) {
        continue;
      }
      for (String guarded : workspace.guarded()) {
        String name = guarded.substring(guarded.lastIndexOf('/') + 1);
        String plain = pattern.substring(pattern.lastIndexOf('/') + 1);
        if (Globs.matches(plain, name.toLowerCase(Locale.ROOT)) && !plain.equals("*")
            || GuardedWords.hasWord(pattern, name)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String namePattern(Invocation find) {
    List<Argument> arguments = find.arguments();
    for (int i = 0; i + 1 < arguments.size(); i++) {
      switch (arguments.get(i).text()) {
        case "-name", "-iname", "-path", "-ipath", "-wholename" -> {
          return arguments.get(i + 1).text().toLowerCase(Locale.ROOT);
        }
        default -> {}
      }
    }
    return "";
  }

  /** A guarded path inside an argument of some other form, such as {@code --dir=~/.brattice}. */
  private boolean namesInArgument(Invocation invocation) {
    boolean speaks =
        switch (invocation.program()) {
          case "",
              "echo",
              "printf",
              "git",
              "gh",
              "grep",
              "egrep",
              "fgrep",
              "rg",
              "ag",
              "ack",
              "sed",
              "awk",
              "jq",
              "find",
              "logger",
              "say",
              "notify-send",
              "write-output",
              "write-host" ->
              true;
          default -> false;
        };
    if (speaks) {
      return false;
    }
    for (Argument argument : invocation.arguments()) {
      String text = argument.text();
      if (text.indexOf(' ') < 0 && text.indexOf('\n') < 0 && words.spellsOwn(text)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void pipes(List<List<Invocation>> stages) {
    boolean named = false;
    for (List<Invocation> stage : stages) {
      for (Invocation invocation : stage) {
        if (named && OwnCommands.stops(invocation)) {
          say(Attempt.OWN_PROCESS, invocation);
        }
      }
      for (Invocation invocation : stage) {
        named |= listsProcesses(invocation) && OwnCommands.names(invocation);
      }
    }
  }

  private static boolean listsProcesses(Invocation invocation) {
    return switch (invocation.program()) {
      case "pgrep", "pidof", "ps", "grep", "egrep", "rg", "awk", "lsof", "jps", "docker", "fuser" ->
          true;
      default -> false;
    };
  }

  @Override
  public void runs(Code code) {
    // Commands of a shell are followed; only other languages are searched for names.
    if (!code.language().equals("sh")) {
      named(code.text(), code.span());
      Commands.followCode(code.text(), workspace, new Nested(this, code.span()));
    }
  }

  private void named(String text, Span span) {
    if (words.namesOwn(text)) {
      attempts.accept(Attempt.OWN_FILES, span);
    }
    if (words.changesClients(text)) {
      attempts.accept(Attempt.CLIENT_ENTRIES, span);
    }
  }

  @Override
  public void reachesBound(Span span) {
    // The shell detector reports it; what was read until here has been judged.
  }

  private void say(Attempt attempt, Invocation invocation) {
    attempts.accept(attempt, invocation.span());
  }

  /** Program text inside a command: its commands are followed, its own program text is not. */
  private record Nested(ProtectionJudge outer, Span span) implements Effects {
    @Override
    public void starts(Invocation invocation) {
      outer.starts(invocation);
    }

    @Override
    public void pipes(List<List<Invocation>> stages) {
      outer.pipes(stages);
    }

    @Override
    public void runs(Code code) {
      outer.named(code.text(), span);
    }

    @Override
    public void reachesBound(Span bound) {
      outer.reachesBound(bound);
    }
  }
}
