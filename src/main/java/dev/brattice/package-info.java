/** Brattice: a runtime security gateway for agent tool calls. */
@NullMarked
package dev.brattice;

import org.jspecify.annotations.NullMarked;
