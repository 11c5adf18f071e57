package dev.brattice.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What changed from one configuration to the next, in words that give no secret away. */
final class Differences {
  /** The most lines; what is over is counted. */
  static final int LINES_MAX = 50;

  private Differences() {}

  /** A line for each key whose value is another, in the order of their names. */
  static List<String> between(SettingsReader before, SettingsReader after) {
    Set<String> paths = new TreeSet<>(before.paths());
    paths.addAll(after.paths());
    List<String> lines = new ArrayList<>();
    int over = 0;
    for (String path : paths) {
      Value old = before.get(path).value();
      Value now = after.get(path).value();
      if (!old.equals(now)) {
        if (lines.size() < LINES_MAX) {
          lines.add(line(path, old, now));
        } else {
          over++;
        }
      }
    }
    if (over > 0) {
      lines.add("and " + over + " more");
    }
    return lines;
  }

  private static String line(String path, Value old, Value now) {
    Key.Kind kind = Keys.named(path).kind();
    String from = shown(kind, old);
    String to = shown(kind, now);
    return from.equals(to) ? path + " has another value" : path + " from " + from + " to " + to;
  }

  private static String shown(Key.Kind kind, Value value) {
    return EffectiveText.isEmpty(value) ? "nothing" : EffectiveText.written(kind, value);
  }
}
