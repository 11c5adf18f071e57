/**
 * The commands. In: words of a command line. Out: an exit code: 0 done, 1 findings or denied, 2
 * usage or configuration, 3 cannot run here, 4 verification failed. {@code wrap} reads its few
 * words by hand and loads no command-line library: its start is what a developer waits for. Open
 * {@link dev.brattice.cli.WrapCommand} first.
 */
@NullMarked
package dev.brattice.cli;

import org.jspecify.annotations.NullMarked;
