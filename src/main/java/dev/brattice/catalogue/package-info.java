/**
 * Definitions seen, and what each tool does to the world: source, sink, local. In: definitions as
 * listed, names, what a call touches. Out: {@link dev.brattice.catalogue.Effect}. Nothing here
 * fails; what is not known is said to be unknown. Open {@link dev.brattice.catalogue.Effects}
 * first.
 */
@NullMarked
package dev.brattice.catalogue;

import org.jspecify.annotations.NullMarked;
