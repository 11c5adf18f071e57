package dev.brattice.inspect.protection;

import dev.brattice.inspect.Touch.Action;
import dev.brattice.inspect.Workspace;
import dev.brattice.inspect.paths.Place;
import dev.brattice.inspect.shell.Globs;
import dev.brattice.inspect.shell.PathUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells whether a use of a file reaches what is guarded. */
final class GuardedPlaces {
  /** How many links made on the way are remembered, of those that lead to what is guarded. */
  static final int LINKS_MAX = 16;

  private final Workspace workspace;
  private final Map<String, String> links = new HashMap<>();

  /** The parts of the guarded paths that were looked at. */
  private final Map<String, List<String>> names = new HashMap<>();

  GuardedPlaces(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Remembers that {@code link} leads to {@code target} from here on, if that matters; false where
   * too many such links are remembered.
   */
  boolean link(String link, String target) {
    String end = followed(target);
    if (!isNear(end, workspace.guarded()) && !isNear(end, workspace.guardedForWriting())) {
      links.remove(link);
      return true;
    }
    if (links.size() >= LINKS_MAX && !links.containsKey(link)) {
      return false;
    }
    links.put(link, end);
    return true;
  }

  /** Whether {@code path} lies in something guarded or around it. */
  private static boolean isNear(String path, List<String> guarded) {
    for (String place : guarded) {
      if (Place.within(path, place) || Place.within(place, path)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code use} opens, changes or removes Brattice's own files. */
  boolean reachesOwn(PathUse use) {
    for (String guarded : workspace.guarded()) {
      if (reaches(use, guarded)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code use} changes or removes a client's entries for tool servers. */
  boolean changesClients(PathUse use) {
    if (use.action() != Action.WRITE && use.action() != Action.DELETE) {
      return false;
    }
    // Losing a whole workspace or home is judged as such; here the entries themselves count.
    boolean whole = isWhole(use.folder());
    for (String guarded : workspace.guardedForWriting()) {
      if (reaches(use, guarded) && !(whole && !Place.within(use.path(), guarded))) {
        return true;
      }
    }
    return false;
  }

  private boolean isWhole(String folder) {
    if (Place.within(workspace.home(), folder)
        || Place.within(workspace.workingDirectory(), folder)) {
      return true;
    }
    for (String root : workspace.roots()) {
      if (Place.within(root, folder)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code path} lies within Brattice's own files. */
  boolean isOwn(String path) {
    return isWithinAny(path, workspace.guarded());
  }

  /** Whether {@code path} is a client's file with entries for tool servers. */
  boolean isClients(String path) {
    return isWithinAny(path, workspace.guardedForWriting());
  }

  /** Whether {@code path} is a folder that something guarded lies in. */
  boolean isAbove(String path) {
    for (String guarded : workspace.guarded()) {
      if (Place.within(guarded, path)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWithinAny(String path, List<String> guarded) {
    for (String folder : guarded) {
      if (Place.within(path, folder)) {
        return true;
      }
    }
    return false;
  }

  private boolean reaches(PathUse use, String guarded) {
    String path = followed(use.path());
    if (Place.within(path, guarded)) {
      return true;
    }
    boolean takesAll = use.action() == Action.DELETE && use.recursive();
    if (use.glob()) {
      return fits(path, names.computeIfAbsent(guarded, GuardedPlaces::parts), takesAll);
    }
    return takesAll && Place.within(guarded, path);
  }

  private String followed(String path) {
    for (Map.Entry<String, String> link : links.entrySet()) {
      if (Place.within(path, link.getKey())) {
        return link.getValue() + path.substring(link.getKey().length());
      }
    }
    return path;
  }

  /**
   * Whether a file name pattern stands for what is guarded, for something in it, or, where all is
   * taken that it stands for, for a folder around it.
   */
  private static boolean fits(String pattern, List<String> names, boolean takesAll) {
    List<String> patterns = parts(pattern);
    if (patterns.size() < names.size() && !takesAll) {
      return false;
    }
    for (int i = 0; i < Math.min(patterns.size(), names.size()); i++) {
      String name = names.get(i);
      // A pattern fits a hidden name only where its own dot stands.
      boolean hidden = name.startsWith(".") && !patterns.get(i).startsWith(".");
      if (hidden || !Globs.matches(patterns.get(i), name)) {
        return false;
      }
    }
    return true;
  }

  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= path.length(); i++) {
      if (i == path.length() || path.charAt(i) == '/') {
        if (i > start) {
          parts.add(path.substring(start, i));
        }
        start = i + 1;
      }
    }
    return parts;
  }
}
