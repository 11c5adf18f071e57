package dev.brattice.inspect;

import dev.brattice.call.Direction;
import dev.brattice.call.ToolRef;

/** Judges what a string is for. */
public final class Roles {
  private Roles() {}

  /** The role of the string {@code value} that stands under {@code name}. */
  public static Role roleOf(
      Direction direction, ToolRef tool, String name, String value, boolean isName) {
    return isName ? Role.NAME : Role.OTHER;
  }
}
