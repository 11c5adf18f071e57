/** Definitions seen, and what each tool does to the world: source, sink, local. */
@NullMarked
package dev.brattice.catalogue;

import org.jspecify.annotations.NullMarked;
