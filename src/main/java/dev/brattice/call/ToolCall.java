package dev.brattice.call;

import dev.brattice.json.JsonObject;

/**
 * One call of a tool.
 *
 * @param tool what is called
 * @param arguments what it is given; empty where the caller gave none
 */
public record ToolCall(ToolRef tool, JsonObject arguments) {}
