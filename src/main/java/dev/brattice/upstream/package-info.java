/**
 * Reaches tool servers. In: a command or an address. Out: a running child with its streams, and in
 * the end the death of its whole process group; or a session over HTTP, in which every request gets
 * one answer. May go wrong: the command does not exist, the child dies, the address cannot be
 * reached, the server says what it should not. Open {@link dev.brattice.upstream.StdioUpstream}
 * first for the one, {@link dev.brattice.upstream.HttpUpstream} for the other.
 */
@NullMarked
package dev.brattice.upstream;

import org.jspecify.annotations.NullMarked;
