package dev.brattice.wire.http;

import dev.brattice.wire.Line;

/**
 * One server-sent event.
 *
 * @param type what it is; {@code message} where it does not say
 * @param data what it carries
 */
public record ServerEvent(String type, Line data) {}
