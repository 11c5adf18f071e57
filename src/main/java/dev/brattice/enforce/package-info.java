/**
 * Carries out a verdict on a message. In: a verdict and the message it is about. Out: the message
 * that goes on instead, or the answer that its sender gets. What cannot be carried out is said so,
 * and the caller denies. Open {@link dev.brattice.enforce.Denials} first.
 */
@NullMarked
package dev.brattice.enforce;

import org.jspecify.annotations.NullMarked;
