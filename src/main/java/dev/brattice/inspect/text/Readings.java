package dev.brattice.inspect.text;

import java.util.ArrayList;
import java.util.List;

/**
 * What one encoding was found to hide in one text. The first few runs are readings of their own;
 * all further ones become one reading together, a line each: nobody hides a run behind many others.
 */
final class Readings {
  /** How many runs become readings of their own. */
  static final int SINGLE_MAX = 7;

  private final List<View> single = new ArrayList<>();
  private final StringBuilder joined = new StringBuilder();
  private int joinedStart;
  private int joinedEnd;

  /** Adds what the run {@code [start, end)} reads as. */
  void add(String text, int start, int end) {
    if (text.isEmpty()) {
      return;
    }
    if (single.size() < SINGLE_MAX) {
      single.add(new View(text, "", start, end));
      return;
    }
    if (joined.isEmpty()) {
      joinedStart = start;
    } else {
      joined.append('\n');
    }
    joined.append(text);
    joinedEnd = end;
  }

  List<View> done() {
    if (!joined.isEmpty()) {
      single.add(new View(joined.toString(), "", joinedStart, joinedEnd));
    }
    return single;
  }
}
