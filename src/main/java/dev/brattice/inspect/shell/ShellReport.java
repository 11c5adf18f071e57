package dev.brattice.inspect.shell;

import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Leaf;
import dev.brattice.inspect.Role;
import dev.brattice.inspect.Severity;
import dev.brattice.inspect.Touch;
import dev.brattice.inspect.paths.Ruling;
import dev.brattice.json.JsonPlace;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Turns what rules say about spans of a command line into findings and touches, each once. */
final class ShellReport implements Verdicts {
  private static final Leaf NOWHERE = new Leaf("", "", "", Role.OTHER);

  /** How many findings are reported for one message; a message with as many is lost anyway. */
  static final int FINDINGS_MAX = 256;

  private final Consumer<Finding> findings;
  private final Consumer<Touch> touches;
  private final Set<Found> found = new HashSet<>();
  private final Set<String> touched = new HashSet<>();
  private CommandLine line = new CommandLine(NOWHERE, "", true);
  private String lineDisguise = "";
  private int doubts;

  private record Found(String rule, Severity severity, JsonPlace place) {}

  ShellReport(Consumer<Finding> findings, Consumer<Touch> touches) {
    this.findings = findings;
    this.touches = touches;
  }

  /** What is reported from here on is about {@code newLine}, read through {@code disguise}. */
  void begin(CommandLine newLine, String disguise) {
    line = newLine;
    lineDisguise = disguise;
  }

  /**
   * What {@code inner} reports may be and may not be: of it, what would be blocked is asked about,
   * and the rest is not worth a word. What would be touched counts.
   */
  void doubting(Runnable inner) {
    doubts++;
    inner.run();
    doubts--;
  }

  @Override
  public void say(Ruling certain, Span span, String disguise) {
    if (doubts > 0 && certain.severity() != Severity.BLOCK) {
      return;
    }
    Ruling ruling = doubts == 0 ? certain : certain.asked();
    var one = new Found(ruling.rule(), ruling.severity(), line.leaf().place());
    if (found.size() < FINDINGS_MAX && found.add(one)) {
      String hidden =
          lineDisguise.isEmpty() || disguise.isEmpty()
              ? lineDisguise + disguise
              : lineDisguise + '>' + disguise;
      findings.accept(ruling.at(line.locus(span.start(), span.end()), hidden));
    }
  }

  /** Whether a further touch would be reported. */
  boolean takesTouches() {
    return touched.size() < ShellDetector.TOUCHES_MAX;
  }

  /** Reports something that would be reached. */
  void touch(Touch.Action action, Touch.Kind kind, String name, Set<String> categories, Span span) {
    if (name.isEmpty() || name.indexOf(Argument.UNKNOWN) >= 0) {
      return;
    }
    if (takesTouches() && touched.add(action + kind.label() + name)) {
      touches.accept(
          new Touch(action, kind, name, categories, line.locus(span.start(), span.end())));
    }
  }
}
