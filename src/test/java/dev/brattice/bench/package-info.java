/**
 * What Brattice costs, measured on this machine: started by the commands in {@code bench}, each of
 * which prints one table. Variants take turns within each round, so that a noisy neighbour hits all
 * alike. Open {@link dev.brattice.bench.StdioRoundTrip} first.
 */
@NullMarked
package dev.brattice.bench;

import org.jspecify.annotations.NullMarked;
