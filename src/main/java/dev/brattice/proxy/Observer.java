package dev.brattice.proxy;

import dev.brattice.call.Direction;
import dev.brattice.inspect.Observations;
import dev.brattice.inspect.Workspace;
import dev.brattice.json.JsonStrings;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.function.Supplier;

/**
 * Looks up what judgement may need, before it: where paths named in arguments really lead. Bounded
 * in number and length, so no argument makes it slow.
 */
public final class Observer {
  /** The most paths looked up for one message. */
  static final int PATHS_MAX = 64;

  /** The longest string that is taken for a path, or for a command with paths in it. */
  static final int TEXT_MAX = 4_096;

  /** The longest string with spaces that is taken for one path as a whole. */
  static final int NAME_MAX = 255;

  private final Supplier<Workspace> workspace;

  /** Looks things up in the places that {@code workspace} names at that moment. */
  public Observer(Supplier<Workspace> workspace) {
    this.workspace = workspace;
  }

  Observations observe(Passage passage) {
    Workspace here = workspace.get();
    Map<String, String> realPaths = new LinkedHashMap<>();
    if (passage.direction() == Direction.ARGUMENTS) {
      JsonStrings.visit(
          passage.tree(),
          (pointer, value, isName) -> {
            if (!isName && value.length() <= TEXT_MAX) {
              lookUp(value, here, realPaths);
            }
          });
    }
    return new Observations(passage.nowMillis(), here, realPaths);
  }

  private static void lookUp(String text, Workspace here, Map<String, String> realPaths) {
    boolean words = text.indexOf(' ') >= 0;
    if (!words || text.length() <= NAME_MAX) {
      resolve(text, here, realPaths);
    }
    if (words && text.indexOf('/') >= 0) {
      var parts = new StringTokenizer(text, " \t\n'\"=;|&<>()`");
      while (parts.hasMoreTokens() && realPaths.size() < PATHS_MAX) {
        String word = parts.nextToken();
        if (word.indexOf('/') >= 0) {
          resolve(word, here, realPaths);
        }
      }
    }
  }

  private static void resolve(String written, Workspace here, Map<String, String> realPaths) {
    if (written.isEmpty() || written.indexOf("://") >= 0 || realPaths.size() >= PATHS_MAX) {
      return;
    }
    try {
      String expanded =
          written.equals("~") || written.startsWith("~/")
              ? here.home() + written.substring(1)
              : written;
      Path path = Path.of(here.workingDirectory()).resolve(expanded).normalize();
      Path real = realPrefix(path);
      if (!real.equals(path)) {
        realPaths.put(written, real.toString());
      }
    } catch (InvalidPathException notAPath) {
      // Judged as the text it is.
    }
  }

  /** The real path of the longest part that exists, with the rest behind it. */
  private static Path realPrefix(Path path) {
    for (Path prefix = path; prefix != null; prefix = prefix.getParent()) {
      try {
        return prefix.toRealPath().resolve(prefix.relativize(path)).normalize();
      } catch (IOException absent) {
        // A parent may exist.
      }
    }
    return path;
  }
}
