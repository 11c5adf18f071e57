/**
 * Labels on results; where an argument came from. In: results with what inspection found, and
 * arguments. Out: {@link dev.brattice.provenance.Tag}s for the domain's log, and {@link
 * dev.brattice.provenance.Provenance}. Pure: the log is read and written by others, and a tag must
 * be in it before the result is released.
 *
 * <p>What can go wrong: an entry of the log that is not ours ({@link
 * dev.brattice.provenance.TagFormatException}); a bound, at which the answer becomes coarser but
 * never empty ({@link dev.brattice.provenance.ProvenanceLimits}). Not recognised: values that were
 * encrypted, paraphrased, or encoded in ways that have no reading.
 *
 * <p>Open {@link dev.brattice.provenance.Tagger} first for what is remembered, then {@link
 * dev.brattice.provenance.ProvenanceIndex} for how it is recognised.
 */
@NullMarked
package dev.brattice.provenance;

import org.jspecify.annotations.NullMarked;
