package dev.brattice.inspect.shell;

import dev.brattice.inspect.Workspace;
import java.util.List;

/** The way into this package for those who judge commands by rules of their own. */
public final class Commands {
  private Commands() {}

  /** Reports to {@code effects} what {@code text}, given to a shell, would do. */
  public static void follow(String text, Workspace workspace, Effects effects) {
    new ShellWalk(workspace, effects).follow(text);
  }

  /** Reports to {@code effects} what the commands that {@code code} starts would do. */
  public static void followCode(String code, Workspace workspace, Effects effects) {
    var walk = new ShellWalk(workspace, effects);
    walk.begin(code.length());
    CodeCommands read = CodeCommands.of(code, "");
    for (CodeCommands.Command command : read.commands()) {
      walk.inCode(command.text(), new Span(0, code.length()));
    }
  }

  /** The files that {@code invocation} names, and what it does to them. */
  public static List<PathUse> uses(Invocation invocation, Workspace workspace) {
    return PathUses.of(invocation, workspace.home());
  }
}
