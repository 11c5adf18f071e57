/**
 * Detectors turn decoded material into findings. In: {@link dev.brattice.inspect.Material} and
 * {@link dev.brattice.inspect.Observations}. Out: {@link dev.brattice.inspect.Inspection}. Pure: no
 * clock, no files, no network, no logging. Open Inspector first.
 */
@NullMarked
package dev.brattice.inspect;

import org.jspecify.annotations.NullMarked;
