/**
 * Evidence of what was decided. In: {@link dev.brattice.audit.Evidence}. Out: hash-chained records
 * in append-only segments, an index over them that can be rebuilt, and a verifier.
 */
@NullMarked
package dev.brattice.audit;

import org.jspecify.annotations.NullMarked;
