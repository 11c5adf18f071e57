package dev.brattice.inspect;

import dev.brattice.call.Direction;
import dev.brattice.call.ToolRef;
import dev.brattice.json.Json;

/**
 * What is to be inspected.
 *
 * @param direction which way it flows
 * @param tool the tool concerned; for other methods the method stands as the tool
 * @param tree the arguments, the result, the definition: every string in it is looked at
 */
public record Material(Direction direction, ToolRef tool, Json tree) {}
