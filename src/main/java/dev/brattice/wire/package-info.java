/**
 * Bytes to frames and back over stdio. In: a stream. Out: {@link dev.brattice.wire.Frame}s, one
 * line each, or {@link dev.brattice.wire.Oversized} for a line beyond the bound, whose bytes are
 * passed over and never kept. May go wrong: the stream ends or fails. Open {@link
 * dev.brattice.wire.LineReader} first.
 */
@NullMarked
package dev.brattice.wire;

import org.jspecify.annotations.NullMarked;
