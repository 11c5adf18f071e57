/**
 * What agents say to agents (Agent2Agent 1.0 and 0.3): methods, paths, versions, cards and their
 * signatures. In: requests' heads and JSON trees. Out: the same values for both versions and both
 * bindings, so that judgement is written once. What is not known is absent, never guessed. Open
 * {@link dev.brattice.a2a.Operation} first.
 */
@NullMarked
package dev.brattice.a2a;

import org.jspecify.annotations.NullMarked;
