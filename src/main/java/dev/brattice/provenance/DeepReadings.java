package dev.brattice.provenance;

import dev.brattice.inspect.text.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * All readings in which a known value is looked for: those of inspection, and below them what only
 * a search for known values can afford to read: strings within JSON within strings, and runs of
 * digits wherever they begin. Bounded in depth and size; at a bound the rest stays undecoded.
 */
final class DeepReadings {
  /** How often the readings that are found here are read again. */
  static final int DEPTH_MAX = 3;

  /** All readings together have at most this many times the text's length … */
  static final int GROWTH_MAX = 24;

  /** … and this many UTF-16 units on top. */
  static final int ALLOWANCE_UNITS = 64 * 1024;

  private final Function<String, List<View>> views;
  private final List<View> found = new ArrayList<>();
  // Invariant: the text of every reading, so that none is read twice.
  private final Set<String> seen = new HashSet<>();
  private long budget;

  private DeepReadings(Function<String, List<View>> views, long budget) {
    this.views = views;
    this.budget = budget;
  }

  /** The readings of {@code text} besides the text as it stands. */
  static List<View> of(String text, Function<String, List<View>> views) {
    var deep = new DeepReadings(views, (long) GROWTH_MAX * text.length() + ALLOWANCE_UNITS);
    List<View> first = views.apply(text);
    for (View view : first) {
      deep.seen.add(view.text());
      if (!view.isOriginal()) {
        deep.found.add(view);
      }
    }
    List<View> level = first;
    for (int depth = 0; depth < DEPTH_MAX && !level.isEmpty(); depth++) {
      level = deep.below(level);
      deep.found.addAll(level);
    }
    return deep.found;
  }

  private List<View> below(List<View> level) {
    List<View> next = new ArrayList<>();
    for (View view : level) {
      String text = view.text();
      if (text.indexOf('\\') >= 0) {
        add(view, "escapes", Escapes.resolve(text, '"'), next);
      }
      if (isQuotedPrintable(text)) {
        add(view, "quoted-printable", text.replace("=\n", "").replace('=', '%'), next);
      }
      for (String reading : LooseRuns.readings(text)) {
        add(view, "digits", reading, next);
      }
      if (text.indexOf(' ') >= 0) {
        // Digits in groups.
        for (String reading : LooseRuns.readings(text.replace(" ", ""))) {
          add(view, "digits", reading, next);
        }
      }
    }
    return next;
  }

  /** Whether a character is written as in mail (RFC 2045): {@code =C3}. */
  private static boolean isQuotedPrintable(String text) {
    for (int i = text.indexOf('='); i >= 0 && i + 2 < text.length(); i = text.indexOf('=', i + 1)) {
      if (Character.digit(text.charAt(i + 1), 16) >= 0
          && Character.digit(text.charAt(i + 2), 16) >= 0) {
        return true;
      }
    }
    return false;
  }

  private void add(View parent, String encoding, String text, List<View> next) {
    if (text.length() > budget || seen.contains(text)) {
      return;
    }
    for (View view : views.apply(text)) {
      if (view.text().length() > budget || !seen.add(view.text())) {
        continue;
      }
      budget -= view.text().length();
      next.add(
          new View(view.text(), disguise(parent, encoding, view), parent.start(), parent.end()));
    }
  }

  private static String disguise(View parent, String encoding, View view) {
    String outer = parent.isOriginal() ? encoding : parent.disguise() + '>' + encoding;
    return view.isOriginal() ? outer : outer + '>' + view.disguise();
  }
}
