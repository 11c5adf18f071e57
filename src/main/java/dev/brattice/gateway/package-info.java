/**
 * Builds every part, in reading order. In: settings and a command. Out: a relay that runs. Open
 * {@link dev.brattice.gateway.Wrap} first.
 */
@NullMarked
package dev.brattice.gateway;

import org.jspecify.annotations.NullMarked;
