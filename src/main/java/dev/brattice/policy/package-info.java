/**
 * Parse, check, decide, explain. In: policy files once, then {@link dev.brattice.policy.Facts} for
 * every message. Out: a {@link dev.brattice.policy.Verdict}, or a {@link
 * dev.brattice.policy.PolicyException} while loading. Pure; a rule that faults denies. Open {@link
 * dev.brattice.policy.PolicySet} first.
 */
@NullMarked
package dev.brattice.policy;

import org.jspecify.annotations.NullMarked;
