package dev.brattice.inspect.text;

import java.util.List;

/** Makes the readings of a text. Linear in its length; bounded in number, depth and size. */
public final class Views {
  private Views() {}

  /** The readings of {@code text}; the text as it stands comes first. */
  public static List<View> of(String text) {
    return List.of(new View(text, "", 0, text.length()));
  }
}
