/**
 * Immutable byte strings, strict UTF-8 and text encodings. In: arrays from a stream. Out: {@link

 * * dev.brattice.bytes.Bytes}. Knows nothing of the gateway. Open {@link
 * dev.brattice.bytes.Bytes}
 * first.
 */
@NullMarked
package dev.brattice.bytes;

import org.jspecify.annotations.NullMarked;
