package dev.brattice.inspect.shell;

/**
 * Where something stands in the outermost text.
 *
 * @param start first UTF-16 unit
 * @param end one past the last
 */
record Span(int start, int end) {}
