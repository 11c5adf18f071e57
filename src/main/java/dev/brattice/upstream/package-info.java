/**
 * Reaches tool servers. In: a command. Out: a running child with its streams; in the end, the death
 * of its whole process group. May go wrong: the command does not exist, the child dies. Open {@link
 * dev.brattice.upstream.StdioUpstream} first.
 */
@NullMarked
package dev.brattice.upstream;

import org.jspecify.annotations.NullMarked;
