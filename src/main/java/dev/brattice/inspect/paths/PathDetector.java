package dev.brattice.inspect.paths;

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
import dev.brattice.inspect.Touch.Action;
import dev.brattice.inspect.Workspace;
import dev.brattice.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Judges the paths among a call's arguments by the places that they stand for. */
public final class PathDetector implements Detector {
  /** How many touches are reported for one message; further paths are still judged. */
  public static final int TOUCHES_MAX = 256;

  /**
   * The longest path that is reported as touched; no file system opens a longer one. Longer
   * spellings are judged all the same: tools may shorten them first.
   */
  static final int NAME_CHARS_MAX = 4_096;

  @Override
  public Family family() {
    return Family.PATHS;
  }

  @Override
  public void inspect(Subject subject, Consumer<Finding> findings, Consumer<Touch> touches) {
    if (subject.material().direction() != Direction.ARGUMENTS) {
      return;
    }
    Set<String> touched = new HashSet<>();
    ToolVerb verb = ToolVerb.of(subject);
    for (Leaf leaf : subject.leaves()) {
      if (leaf.role() == Role.PATH) {
        path(
            subject.observations(), verb, leaf, findings, touch -> report(touch, touched, touches));
      }
    }
  }

  private static void report(Touch touch, Set<String> touched, Consumer<Touch> touches) {
    boolean fits = touch.name().length() <= NAME_CHARS_MAX && touched.size() < TOUCHES_MAX;
    if (fits && touched.add(touch.action() + touch.name())) {
      touches.accept(touch);
    }
  }

  private static void path(
      Observations observations,
      ToolVerb verb,
      Leaf leaf,
      Consumer<Finding> findings,
      Consumer<Touch> touches) {
    if (leaf.value().isBlank()) {
      return;
    }
    Action action = verb.on(leaf);
    Workspace workspace = observations.workspace();
    Optional<Finding> worst = Optional.empty();
    for (Place place : places(leaf, observations)) {
      Optional<Ruling> ruling =
          PathJudge.judge(place, action, workspace, Roles.namesPath(leaf.name()));
      if (ruling.isPresent() && isWorse(ruling.get(), worst)) {
        worst = Optional.of(ruling.get().at(leaf.locus(), place.disguised() ? "encoded" : ""));
      }
      touches.accept(
          new Touch(
              action, Touch.Kind.PATH, place.path(), PathJudge.categories(place), leaf.locus()));
    }
    worst.ifPresent(findings);
  }

  private static boolean isWorse(Ruling ruling, Optional<Finding> worst) {
    return worst.isEmpty() || ruling.severity().compareTo(worst.get().severity()) > 0;
  }

  /** The place spelt, the place where links lead, and what is left if percent signs are plain. */
  private static List<Place> places(Leaf leaf, Observations observations) {
    Workspace workspace = observations.workspace();
    List<Place> places = new ArrayList<>(2);
    Place spelt = Places.of(leaf.value(), workspace);
    places.add(spelt);
    if (leaf.value().indexOf('%') >= 0) {
      Place literal =
          Places.literally(leaf.value(), workspace.workingDirectory(), workspace.home());
      if (!literal.path().equals(spelt.path())) {
        places.add(literal);
      }
    }
    String real = observations.realPaths().get(leaf.value());
    if (real != null && !real.equals(spelt.path())) {
      places.add(
          new Place(
              real,
              spelt.climbs(),
              spelt.climbsBeyondTop(),
              spelt.disguised(),
              false,
              false,
              false,
              spelt.aim()));
    }
    return places;
  }

  @Override
  public boolean catchesCanary() {
    Workspace workspace =
        new Workspace("/canary/tree", "/canary", List.of("/canary/tree"), List.of(), List.of());
    Leaf leaf = new Leaf("/path", "path", "../../%2e%2e/etc/passwd", Role.PATH);
    Subject subject =
        new Subject(
            new Material(
                Direction.ARGUMENTS, new ToolRef("canary", "read_file"), JsonObject.empty()),
            new Observations(0, workspace, Map.of()),
            List.of(leaf));
    List<Finding> found = new ArrayList<>();
    inspect(subject, found::add, touch -> {});
    return found.stream().anyMatch(finding -> finding.severity() == Severity.BLOCK);
  }
}
