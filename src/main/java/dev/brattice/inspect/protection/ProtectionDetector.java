package dev.brattice.inspect.protection;

import dev.brattice.call.Direction;
import dev.brattice.call.ToolRef;
import dev.brattice.inspect.Detector;
import dev.brattice.inspect.Family;
import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Leaf;
import dev.brattice.inspect.Locus;
import dev.brattice.inspect.Material;
import dev.brattice.inspect.Observations;
import dev.brattice.inspect.Role;
import dev.brattice.inspect.Subject;
import dev.brattice.inspect.Touch;
import dev.brattice.inspect.Touch.Action;
import dev.brattice.inspect.Workspace;
import dev.brattice.inspect.paths.Place;
import dev.brattice.inspect.paths.Places;
import dev.brattice.inspect.paths.ToolVerb;
import dev.brattice.inspect.shell.CommandLine;
import dev.brattice.inspect.shell.PathUse;
import dev.brattice.inspect.shell.Span;
import dev.brattice.inspect.text.View;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonPlace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Finds calls that would loosen, stop or rob the gateway itself. */
public final class ProtectionDetector implements Detector {
  /** Longer strings are no path. */
  static final int PATH_CHARS_MAX = 65_536;

  /** Decoded readings of a text are followed up to this length. */
  static final int VIEW_CHARS_MAX = 65_536;

  private record Found(String rule, JsonPlace place) {}

  @Override
  public Family family() {
    return Family.SELF_PROTECTION;
  }

  @Override
  public void inspect(Subject subject, Consumer<Finding> findings, Consumer<Touch> touches) {
    if (subject.material().direction() != Direction.ARGUMENTS) {
      return;
    }
    Set<Found> found = new HashSet<>();
    Consumer<Finding> once =
        finding -> {
          if (found.add(new Found(finding.rule(), finding.locus().place()))) {
            findings.accept(finding);
          }
        };
    for (CommandLine line : CommandLine.of(subject)) {
      command(subject, line, once);
    }
    var files = new FileCalls(subject);
    for (Leaf leaf : subject.leaves()) {
      switch (leaf.role()) {
        case CODE -> code(subject, leaf, once);
        case PATH, URL, OTHER -> {
          files.judge(leaf, once);
          files.nested(leaf, once);
        }
        case CONTENT, NAME -> {
          if (isPlace(leaf)) {
            files.judge(leaf, once);
          }
        }
        case COMMAND, QUERY -> {}
      }
      files.patched(leaf, once);
    }
    files.joined(once);
  }

  private static void command(Subject subject, CommandLine line, Consumer<Finding> findings) {
    for (View view : line.views(subject)) {
      boolean whole = view.start() == 0 && view.end() == line.text().length();
      if (view.isOriginal() || whole && view.text().length() <= VIEW_CHARS_MAX) {
        new ProtectionJudge(
                subject.observations(),
                (attempt, span) ->
                    findings.accept(attempt.at(place(line, view, span), view.disguise())))
            .follow(view.text());
      }
    }
  }

  /** Whether a member name, or what a thing is made from, may be a path in an odd spelling. */
  private static boolean isPlace(Leaf leaf) {
    boolean names = leaf.role() == Role.NAME || leaf.name().equals("source");
    String value = names && leaf.value().length() <= PATH_CHARS_MAX ? leaf.value().strip() : "";
    return value.startsWith("/") || value.startsWith("~");
  }

  private static Locus place(CommandLine line, View view, Span span) {
    return view.isOriginal() ? line.locus(span.start(), span.end()) : line.leaf().locus();
  }

  private static void code(Subject subject, Leaf leaf, Consumer<Finding> findings) {
    for (View view : subject.views(leaf)) {
      if (view.isOriginal() || view.text().length() <= VIEW_CHARS_MAX) {
        new ProtectionJudge(
                subject.observations(),
                (attempt, span) -> findings.accept(attempt.at(leaf.locus(), view.disguise())))
            .code(view.text());
      }
    }
  }

  /** Judges the paths of calls to file tools. */
  private static final class FileCalls {
    private final Observations observations;
    private final Workspace workspace;
    private final GuardedPlaces places;
    private final ToolVerb verb;
    private final boolean hasContent;
    private final Subject subject;

    FileCalls(Subject subject) {
      this.subject = subject;
      this.observations = subject.observations();
      this.workspace = observations.workspace();
      this.places = new GuardedPlaces(workspace);
      this.verb = ToolVerb.of(subject);
      this.hasContent = hasContent(subject.leaves());
    }

    /** Whether there is something to write: text by its name, or more than one word. */
    private static boolean hasContent(List<Leaf> leaves) {
      for (Leaf leaf : leaves) {
        boolean words = leaf.role() == Role.OTHER && isText(leaf.value());
        if (leaf.role() == Role.CONTENT || words) {
          return true;
        }
      }
      return false;
    }

    private static boolean isText(String value) {
      String text = value.strip();
      return text.indexOf(' ') >= 0 || text.indexOf('\n') >= 0 || text.startsWith("{");
    }

    /** Judges the files that a patch changes. */
    void patched(Leaf leaf, Consumer<Finding> findings) {
      for (String path : PatchedFiles.of(leaf.value())) {
        Place place = Places.of(path, workspace);
        var use = new PathUse(place, Action.DELETE, true, false, false, new Span(0, 0), false);
        say(leaf, use, true, findings);
      }
    }

    /** Judges the strings of arguments that were written as JSON once more. */
    void nested(Leaf leaf, Consumer<Finding> findings) {
      for (String path : NestedStrings.in(leaf.value())) {
        judge(new Leaf(leaf.place(), leaf.name(), path, leaf.role()), findings);
      }
    }

    /** Judges each file name within each folder of a call that gives them apart. */
    void joined(Consumer<Finding> findings) {
      for (NamedApart.File file : NamedApart.in(subject.leaves())) {
        judge(file.leaf(), Places.of(file.path(), workspace), findings);
      }
    }

    void judge(Leaf leaf, Consumer<Finding> findings) {
      String value = leaf.value().strip();
      if (value.isBlank() || value.length() > PATH_CHARS_MAX) {
        return;
      }
      if (leaf.role() != Role.PATH && (value.indexOf(' ') >= 0 || value.indexOf('\n') >= 0)) {
        return;
      }
      judge(leaf, Places.of(value, workspace), findings);
      String real = observations.realPaths().get(value);
      if (real != null) {
        judge(leaf, Place.plain(real), findings);
      }
    }

    private void judge(Leaf leaf, Place place, Consumer<Finding> findings) {
      Action action = verb.on(leaf);
      boolean moves = verb.moves() && action == Action.WRITE && !isDestination(leaf.name());
      boolean removes = action == Action.DELETE || moves;
      boolean globs = place.path().indexOf('*') >= 0 || place.path().indexOf('?') >= 0;
      Action strongest = removes ? Action.DELETE : action;
      if (action == Action.ANY && hasContent || isOutput(leaf.name())) {
        strongest = strongest == Action.DELETE ? Action.DELETE : Action.WRITE;
      }
      var use = new PathUse(place, strongest, true, removes, false, new Span(0, 0), globs);
      say(leaf, use, leaf.role() != Role.URL || action == Action.WRITE, findings);
    }

    private void say(Leaf leaf, PathUse use, boolean opens, Consumer<Finding> findings) {
      if (places.reachesOwn(use)) {
        boolean disguised = use.place().disguised();
        findings.accept(Attempt.OWN_FILES.at(leaf.locus(), disguised ? "encoded" : ""));
      } else if (opens && places.changesClients(use)) {
        findings.accept(Attempt.CLIENT_ENTRIES.at(leaf.locus(), ""));
      }
    }
  }

  /** Where a tool that fetches or makes something puts it. */
  private static boolean isOutput(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("out") || lower.startsWith("save") || lower.startsWith("dest");
  }

  private static boolean isDestination(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("dest")
        || lower.startsWith("new")
        || lower.startsWith("to")
        || lower.startsWith("target");
  }

  @Override
  public boolean catchesCanary() {
    Workspace workspace =
        new Workspace(
            "/canary/tree",
            "/canary",
            List.of("/canary/tree"),
            List.of("/canary/.brattice"),
            List.of());
    return finds("sh -c 'rm -rf ~/.bratt*'", workspace)
        && finds("env -i /opt/brattice --quiet kill off", workspace);
  }

  private boolean finds(String command, Workspace workspace) {
    List<Finding> found = new ArrayList<>();
    inspect(
        new Subject(
            new Material(Direction.ARGUMENTS, new ToolRef("canary", "bash"), JsonObject.empty()),
            new Observations(0, workspace, Map.of()),
            List.of(new Leaf("/command", "command", command, Role.COMMAND))),
        found::add,
        touch -> {});
    return !found.isEmpty();
  }
}
