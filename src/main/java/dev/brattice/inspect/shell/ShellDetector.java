package dev.brattice.inspect.shell;

import dev.brattice.call.Direction;
import dev.brattice.call.ToolRef;
import dev.brattice.inspect.Detector;
import dev.brattice.inspect.Family;
import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Leaf;
import dev.brattice.inspect.Material;
import dev.brattice.inspect.Observations;
import dev.brattice.inspect.Role;
import dev.brattice.inspect.Roles;
import dev.brattice.inspect.Severity;
import dev.brattice.inspect.Subject;
import dev.brattice.inspect.Touch;
import dev.brattice.inspect.Workspace;
import dev.brattice.inspect.text.View;
import dev.brattice.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Judges the command lines and the program text of a call by what they would do. */
public final class ShellDetector implements Detector {
  /** How many touches are reported for one message; further effects are still judged. */
  public static final int TOUCHES_MAX = 256;

  /**
   * The longest command line that is followed to its end. No system starts a program with a longer
   * argument; what stands behind is not read, and that is reported.
   */
  public static final int TEXT_CHARS_MAX = 262_144;

  /** Decoded readings of a text are followed up to this length. */
  static final int VIEW_CHARS_MAX = 65_536;

  @Override
  public Family family() {
    return Family.SHELL;
  }

  @Override
  public void inspect(Subject subject, Consumer<Finding> findings, Consumer<Touch> touches) {
    if (subject.material().direction() != Direction.ARGUMENTS) {
      return;
    }
    Observations observations = subject.observations();
    var report = new ShellReport(findings, touches);
    for (CommandLine line : CommandLine.of(subject)) {
      report.begin(line, "");
      new ShellJudge(observations, report).follow(line.text());
      for (View view : line.views(subject)) {
        if (isWhole(view, line.text())) {
          report.begin(line, view.disguise());
          new ShellJudge(observations, report).follow(view.text());
        }
      }
    }
    boolean runs = Roles.runs(subject.material().tool());
    for (Leaf leaf : subject.leaves()) {
      if (leaf.role() == Role.CODE) {
        code(subject, leaf, report);
      } else if (leaf.role() == Role.OTHER && runs) {
        mayBeCommand(leaf, observations, report);
      } else if (leaf.role() == Role.PATH || leaf.role() == Role.URL) {
        Injection.judge(leaf, observations, findings);
      }
    }
  }

  /** What is given to a tool that runs things, under a name that says nothing. */
  private static void mayBeCommand(Leaf leaf, Observations observations, ShellReport report) {
    if (leaf.value().length() <= Embedded.TEXT_CHARS_MAX
        && Embedded.commandStart(leaf.value()) == 0) {
      report.begin(new CommandLine(leaf, leaf.value(), true), "");
      report.doubting(() -> new ShellJudge(observations, report).follow(leaf.value()));
    }
  }

  /**
   * Program text is no command line, unless its first word says so: then it is for a shell,
   * whatever the tool calls it.
   */
  private static void commandsIn(Subject subject, Leaf leaf, ShellReport report) {
    if (Embedded.beginsCommand(leaf.value())) {
      report.begin(new CommandLine(leaf, leaf.value(), true), "");
      new ShellJudge(subject.observations(), report).follow(leaf.value());
    }
  }

  private static void code(Subject subject, Leaf leaf, ShellReport report) {
    commandsIn(subject, leaf, report);
    for (View view : subject.views(leaf)) {
      if (view.text().length() <= VIEW_CHARS_MAX || view.isOriginal()) {
        report.begin(new CommandLine(leaf, leaf.value(), view.isOriginal()), view.disguise());
        new ShellJudge(subject.observations(), report).code(view.text());
      }
    }
  }

  /** Whether the text as a whole reads as something else, as when all of it is encoded. */
  private static boolean isWhole(View view, String text) {
    return !view.isOriginal()
        && view.start() == 0
        && view.end() == text.length()
        && view.text().length() <= VIEW_CHARS_MAX;
  }

  @Override
  public boolean catchesCanary() {
    Workspace workspace =
        new Workspace("/canary/tree", "/canary", List.of("/canary/tree"), List.of(), List.of());
    Subject subject =
        new Subject(
            new Material(Direction.ARGUMENTS, new ToolRef("canary", "bash"), JsonObject.empty()),
            new Observations(0, workspace, Map.of()),
            List.of(new Leaf("/command", "command", "cd /tmp; r''m -fr \"$HOME\"", Role.COMMAND)));
    List<Finding> found = new ArrayList<>();
    inspect(subject, found::add, touch -> {});
    return found.stream().anyMatch(finding -> finding.severity() == Severity.BLOCK);
  }
}
