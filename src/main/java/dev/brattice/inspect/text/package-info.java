/**
 * The canonicalisation that all detectors and provenance share. In: one string of a message. Out:
 * its readings, each with the way back to the original: as it stands, and what bounded decoding
 * makes of it. {@link dev.brattice.inspect.text.Views} bounds number, depth and size; one class for
 * each encoding does the decoding; {@link dev.brattice.inspect.text.Fold} is the form in which
 * values are compared. Open {@link dev.brattice.inspect.text.Views} first.
 */
@NullMarked
package dev.brattice.inspect.text;

import org.jspecify.annotations.NullMarked;
