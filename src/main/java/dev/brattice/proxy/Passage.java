package dev.brattice.proxy;

import dev.brattice.call.Direction;
import dev.brattice.call.ToolRef;
import dev.brattice.json.Json;
import dev.brattice.json.JsonObject;

/**
 * One message, or one definition of a list, on its way through the stages.
 *
 * @param direction which way it goes
 * @param method protocol method
 * @param tool server and tool; for other methods the method stands as the tool
 * @param tree what is inspected: the parameters, the result, the definition
 * @param decision id that its records and its denial share
 * @param nowMillis arrival, milliseconds since 1970 UTC
 */
public record Passage(
    Direction direction, String method, ToolRef tool, Json tree, String decision, long nowMillis) {

  /** What rules call {@code args}: the arguments of a tool call, else the whole tree. */
  public Json facts() {
    return direction == Direction.ARGUMENTS
            && method.equals(dev.brattice.mcp.Methods.TOOLS_CALL)
            && tree instanceof JsonObject params
        ? params.object("arguments").orElse(JsonObject.empty())
        : tree;
  }
}
