/**
 * Digests and keyed fingerprints. In: bytes. Out: {@link dev.brattice.crypto.Digest}s and
 *
 * <p>fingerprints that reveal nothing of what they were made from.
 */
@NullMarked
package dev.brattice.crypto;

import org.jspecify.annotations.NullMarked;
