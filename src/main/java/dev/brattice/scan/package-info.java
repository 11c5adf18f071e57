/**
 * Finds many keywords in one pass. In: keywords once, then any text. Out: which keyword ends where.
 * Linear in the text for every text and knows nothing of the gateway. Open {@link
 * dev.brattice.scan.Keywords} first.
 */
@NullMarked
package dev.brattice.scan;

import org.jspecify.annotations.NullMarked;
