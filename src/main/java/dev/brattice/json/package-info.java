/**
 * Strict, bounded JSON. In: bytes of one document. Out: an immutable tree that keeps the spelling
 * of numbers and the order of members, or a {@link dev.brattice.json.JsonException} that says where
 * and why. Open {@link dev.brattice.json.Json} first.
 */
@NullMarked
package dev.brattice.json;

import org.jspecify.annotations.NullMarked;
