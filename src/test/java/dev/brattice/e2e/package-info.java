/**
 * End to end: real MCP servers and real clients, alone and with Brattice between them. In: the
 * packages pinned in {@code src/test/npm} and {@code src/test/python}, sessions and attack lists in
 * {@code src/test/resources/e2e}. Every class takes the command line under test from {@link
 * dev.brattice.e2e.Programs}. Open {@link dev.brattice.e2e.TransparencyIT} first.
 */
@NullMarked
package dev.brattice.e2e;

import org.jspecify.annotations.NullMarked;
