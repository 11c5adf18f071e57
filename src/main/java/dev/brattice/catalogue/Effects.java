package dev.brattice.catalogue;

import dev.brattice.call.ToolDefinition;
import dev.brattice.call.ToolRef;
import dev.brattice.inspect.Touch;
import java.util.List;
import java.util.Optional;

/**
 * Judges what a call of a tool does to the world. By the tool's name first; what its server says
 * about it, its parameters and what the call touches may only make the answer stricter. A tool that
 * nothing is known about is {@link Effect#UNKNOWN}, whatever its server claims.
 *
 * <p>A server that gives a harmful tool the name of a harmless one is believed: against that stand
 * pinned definitions and confinement, not this.
 */
public final class Effects {
  private Effects() {}

  /**
   * The effect of one call.
   *
   * @param tool server and tool
   * @param definition what the server listed about the tool, where it did
   * @param touches what the call would reach, by what inspection of its arguments saw
   */
  public static Effect of(ToolRef tool, Optional<ToolDefinition> definition, List<Touch> touches) {
    if (Reach.of(touches) == Reach.ELSEWHERE) {
      return Effect.EGRESS;
    }
    Effect byName = ToolNames.effect(tool);
    return switch (byName) {
      case EXECUTE -> resolved(touches);
      case EGRESS -> Effect.EGRESS;
      case LOCAL, UNKNOWN ->
          definition.isPresent() && Declarations.leaves(definition.get()) ? Effect.EGRESS : byName;
    };
  }

  /** What runs what it is told does what it is told. */
  private static Effect resolved(List<Touch> touches) {
    return switch (Reach.of(touches)) {
      case ELSEWHERE -> Effect.EGRESS;
      case ANYTHING -> Effect.EXECUTE;
      case HERE -> Effect.LOCAL;
    };
  }
}
