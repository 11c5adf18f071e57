package dev.brattice.inspect.shell;

import dev.brattice.inspect.Touch.Action;
import dev.brattice.inspect.paths.Place;

/**
 * A file or folder that a program would use.
 *
 * @param place which one; its last parts may be a pattern
 * @param action what would be done to it
 * @param reveals whether its content would be read, and not only its name or size
 * @param recursive whether everything below it is meant as well
 * @param appends whether what was in it stays
 * @param span where it is named
 * @param glob whether it is a pattern
 */
public record PathUse(
    Place place,
    Action action,
    boolean reveals,
    boolean recursive,
    boolean appends,
    Span span,
    boolean glob) {
  /** The canonical path. */
  public String path() {
    return place.path();
  }

  /**
   * The folder that is emptied or used as a whole where the last parts are patterns that fit
   * everything: {@code /etc} for {@code /etc/*}.
   */
  public String folder() {
    String path = place.path();
    while (glob && path.length() > 1 && fitsAll(path, path.lastIndexOf('/') + 1)) {
      int slash = path.lastIndexOf('/');
      path = slash <= 0 ? "/" : path.substring(0, slash);
    }
    return path;
  }

  private static boolean fitsAll(String path, int start) {
    boolean star = false;
    for (int i = start; i < path.length(); i++) {
      char c = path.charAt(i);
      star |= c == '*';
      if (c != '*' && c != '?' && c != '.') {
        return false;
      }
    }
    return star;
  }
}
