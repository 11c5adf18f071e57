/**
 * Parse, check, decide, explain. In: {@link dev.brattice.policy.Facts}. Out: {@link
 *
 * dev.brattice.policy.Verdict}. Pure; a rule that faults denies.
 */
@NullMarked
package dev.brattice.policy;

import org.jspecify.annotations.NullMarked;
