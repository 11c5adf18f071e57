/**
 * Labels on results; where an argument came from. A fold over a log of tags. Pure: the log is read
 * and written by others.
 */
@NullMarked
package dev.brattice.provenance;

import org.jspecify.annotations.NullMarked;
