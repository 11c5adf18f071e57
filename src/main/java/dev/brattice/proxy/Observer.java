package dev.brattice.proxy;

import dev.brattice.call.Direction;
import dev.brattice.inspect.Inspector;
import dev.brattice.inspect.Leaf;
import dev.brattice.inspect.Material;
import dev.brattice.inspect.Observations;
import dev.brattice.inspect.Role;
import dev.brattice.inspect.Subject;
import dev.brattice.inspect.Workspace;
import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.function.Supplier;

/**
 * Looks up what judgement may need, before it: where the links behind paths in arguments lead.
 * Bounded in number and length, so no argument makes it slow.
 */
public final class Observer {
  /**
   * The most different paths looked up for one message; what comes after is judged as it is spelt.
   * More than the words of an ordinary command, so that words before it do not shield a link.
   */
  static final int PATHS_MAX = 256;

  /** The longest string that is taken for a path, or for a command with paths in it. */
  static final int TEXT_MAX = 4_096;

  private static final String WORD_ENDS = " \t\n'\"=;|&<>()`";

  private final Supplier<Workspace> workspace;

  /** Looks things up in the places that {@code workspace} names at that moment. */
  public Observer(Supplier<Workspace> workspace) {
    this.workspace = workspace;
  }

  /** {@code passage} walked once, with what was looked up for its strings. */
  Subject observe(Passage passage) {
    Workspace here = workspace.get();
    Material material = new Material(passage.direction(), passage.tool(), passage.tree());
    List<Leaf> leaves = Inspector.leaves(material);
    Map<String, String> realPaths =
        passage.direction() == Direction.ARGUMENTS ? realPaths(leaves, here) : Map.of();
    return new Subject(material, new Observations(passage.nowMillis(), here, realPaths), leaves);
  }

  private static Map<String, String> realPaths(List<Leaf> leaves, Workspace here) {
    Map<String, String> realPaths = new HashMap<>();
    Set<String> looked = new HashSet<>();
    for (Leaf leaf : leaves) {
      if (looked.size() >= PATHS_MAX || leaf.value().length() > TEXT_MAX) {
        continue;
      }
      if (leaf.role() == Role.PATH) {
        lookUp(leaf.value(), here, looked, realPaths);
      } else if (leaf.role() == Role.COMMAND || leaf.role() == Role.CODE) {
        var words = new StringTokenizer(leaf.value(), WORD_ENDS);
        while (words.hasMoreTokens() && looked.size() < PATHS_MAX) {
          String word = words.nextToken();
          if (mayBePath(word)) {
            lookUp(word, here, looked, realPaths);
          }
        }
      }
    }
    return realPaths;
  }

  private static boolean mayBePath(String word) {
    return !word.startsWith("-") && word.indexOf("://") < 0;
  }

  /** Where {@code written} leads, under its own spelling and under its path without links. */
  private static void lookUp(
      String written, Workspace here, Set<String> looked, Map<String, String> realPaths) {
    if (!looked.add(written)) {
      return;
    }
    try {
      String expanded =
          written.equals("~") || written.startsWith("~/")
              ? here.home() + written.substring(1)
              : written;
      String path = Path.of(here.workingDirectory()).resolve(expanded).normalize().toString();
      // Unlike Path.toRealPath this takes what is not there yet without an exception.
      String real = new File(path).getCanonicalPath();
      if (!real.equals(path)) {
        realPaths.put(written, real);
        realPaths.put(path, real);
      }
    } catch (InvalidPathException | IOException notAPath) {
      // Judged as the text it is.
    }
  }
}
