package dev.brattice.inspect.text;

import java.util.List;

/**
 * All that a text reads as.
 *
 * @param views its readings; the text as it stands comes first
 * @param isAscii whether the text as it stands is ASCII throughout
 */
public record Reading(List<View> views, boolean isAscii) {
  public Reading {
    views = List.copyOf(views);
  }
}
