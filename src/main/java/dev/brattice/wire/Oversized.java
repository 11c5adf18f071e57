package dev.brattice.wire;

import dev.brattice.json.Json;
import java.util.Optional;

/**
 * A line longer than allowed. Its bytes were passed over.
 *
 * @param bytes its length
 * @param id the JSON-RPC id at its top level, where there was one, so that its sender can be told
 * @param hasMethod whether it had a method at its top level: a request rather than an answer
 */
public record Oversized(long bytes, Optional<Json> id, boolean hasMethod) implements Line {}
