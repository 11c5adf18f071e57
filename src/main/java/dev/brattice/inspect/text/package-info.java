/**
 * The canonicalisation that all detectors and provenance share. In: one string of a message. Out:
 * its readings, each with the way back to the original: as it stands, and what bounded decoding
 * makes of it. Open {@link dev.brattice.inspect.text.Views} first.
 */
@NullMarked
package dev.brattice.inspect.text;

import org.jspecify.annotations.NullMarked;
