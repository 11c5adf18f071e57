package dev.brattice.inspect.paths;

import dev.brattice.inspect.Family;
import dev.brattice.inspect.Severity;
import dev.brattice.inspect.Touch.Action;
import dev.brattice.inspect.Workspace;
import java.util.Optional;
import java.util.Set;

/** Rules on one place that a file tool is asked to open. */
public final class PathJudge {
  /** From this many parts {@code ..} above the top folder on, a path is meant to climb. */
  static final int CLIMBS_BEYOND_TOP_MAX = 1;

  private PathJudge() {}

  /**
   * What there is to say about {@code action} on {@code place}; the worst only.
   *
   * @param named whether the argument says that it is a path; a string that only looks like one is
   *     judged by what it would reach, not by leaving the roots
   */
  public static Optional<Ruling> judge(
      Place place, Action action, Workspace workspace, boolean named) {
    if (place.hasNull()) {
      return block("paths.null-byte", "ASI02", "a path with a null character hides its real end");
    }
    if (place.corrupt()) {
      return block(
          "paths.disguised-path",
          "ASI02",
          "a path is written in bytes that only a faulty reader takes");
    }
    Sensitivity sensitivity = SensitiveFiles.of(place.path());
    boolean inside = isInRoots(place, workspace);
    Optional<Ruling> worst = traversal(place, sensitivity, inside, workspace);
    if (worst.isPresent()) {
      return worst;
    }
    worst = sensitive(sensitivity, action);
    if (worst.isPresent()) {
      return worst;
    }
    if (!inside && (action == Action.WRITE || action == Action.DELETE)) {
      return write(place, workspace, named);
    }
    return read(place, sensitivity, inside, workspace, named);
  }

  /** Whether {@code place} lies in a folder that the agent works in. */
  public static boolean isInRoots(Place place, Workspace workspace) {
    if (workspace.roots().isEmpty()) {
      return place.isWithin(workspace.workingDirectory());
    }
    for (String root : workspace.roots()) {
      if (place.isWithin(root)) {
        return true;
      }
    }
    return false;
  }

  /** The categories that what lies at {@code place} carries. */
  public static Set<String> categories(Place place) {
    return SensitiveFiles.of(place.path()).isSecret() ? Set.of("secret") : Set.of();
  }

  private static Optional<Ruling> traversal(
      Place place, Sensitivity sensitivity, boolean inside, Workspace workspace) {
    if (!place.climbs() || inside) {
      return Optional.empty();
    }
    if (place.disguised()) {
      return block(
          "paths.disguised-traversal",
          "ASI02",
          "a path climbs out of the workspace with its dots or slashes disguised");
    }
    // Whoever climbs guesses the depth: where the climb falls short, its aim still tells.
    if (isPrize(sensitivity)
        || isPrize(SensitiveFiles.of(place.aim()))
        || isSystem(place, workspace)) {
      return block(
          "paths.traversal", "ASI02", "a path climbs out of the workspace into the system's files");
    }
    if (place.climbsBeyondTop() > CLIMBS_BEYOND_TOP_MAX) {
      return block(
          "paths.traversal", "ASI02", "a path climbs more folders than there are above it");
    }
    return Optional.empty();
  }

  private static boolean isPrize(Sensitivity sensitivity) {
    return sensitivity.isNeverForTools() || sensitivity == Sensitivity.ACCOUNTS;
  }

  /** The home folder of root is the system's for others only. */
  private static boolean isSystem(Place place, Workspace workspace) {
    return SystemPlaces.isSystem(place.path()) && !place.isWithin(workspace.home());
  }

  /** What is said about reading or changing keys and passwords, inside the roots as well. */
  public static Optional<Ruling> sensitive(Sensitivity sensitivity, Action action) {
    return switch (sensitivity) {
      case PRIVATE_KEY -> block("paths.private-key", "ASI03", doing(action) + " a private key");
      case PASSWORDS ->
          block("paths.password-store", "ASI03", doing(action) + " a store of passwords");
      case PROCESS_STATE ->
          block(
              "paths.process-state",
              "ASI03",
              doing(action) + " the environment or memory of a process");
      case ORDINARY, CREDENTIALS, ACCOUNTS -> Optional.empty();
    };
  }

  private static String doing(Action action) {
    return switch (action) {
      case WRITE -> "the call would change";
      case DELETE -> "the call would delete";
      case READ, EXECUTE, CONNECT, ANY -> "the call would open";
    };
  }

  private static Optional<Ruling> write(Place place, Workspace workspace, boolean named) {
    String path = place.path();
    if (SystemPlaces.isTrusted(path, workspace.home())) {
      return block(
          "paths.trusted-file",
          "ASI05",
          "the call would change a file that logins, schedules or accounts depend on");
    }
    if (SystemPlaces.isTemporary(path) || SystemPlaces.isHarmlessDevice(path)) {
      return Optional.empty();
    }
    if (isSystem(place, workspace)) {
      return block("paths.system-write", "ASI02", "the call would change the system's own files");
    }
    return named
        ? rule(
            Severity.ASK,
            "paths.outside-roots",
            "ASI02",
            "the call would change a file outside the workspace")
        : Optional.empty();
  }

  private static Optional<Ruling> read(
      Place place, Sensitivity sensitivity, boolean inside, Workspace workspace, boolean named) {
    if (sensitivity == Sensitivity.CREDENTIALS) {
      boolean personal = !inside && place.isWithin(workspace.home());
      return rule(
          personal ? Severity.WARN : Severity.NOTE,
          personal ? "paths.personal-credentials" : "paths.credentials",
          "ASI03",
          "the file holds credentials; its content is labelled secret");
    }
    if (inside) {
      return Optional.empty();
    }
    if (sensitivity == Sensitivity.ACCOUNTS) {
      return rule(
          Severity.ASK, "paths.accounts", "ASI03", "the file names the accounts of this machine");
    }
    if (place.share()) {
      return rule(
          Severity.ASK,
          "paths.network-share",
          "ASI03",
          "opening a network share sends the user's credentials to another machine");
    }
    if (!named || SystemPlaces.isOpenToRead(place.path())) {
      return Optional.empty();
    }
    return rule(
        Severity.WARN, "paths.outside-roots", "ASI02", "the path lies outside the workspace");
  }

  private static Optional<Ruling> block(String rule, String owasp, String reason) {
    return rule(Severity.BLOCK, rule, owasp, reason);
  }

  private static Optional<Ruling> rule(
      Severity severity, String rule, String owasp, String reason) {
    return Optional.of(new Ruling(rule, Family.PATHS, severity, owasp, reason));
  }
}
