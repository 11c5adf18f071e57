/**
 * Files that the separately started processes of one user share. In: the environment, entries. Out:
 * the home folder, the deployment's key, and a log of entries that every process reads whoever
 * wrote them. Knows nothing of the gateway. May go wrong: the folder is not ours, the disk is full,
 * somebody removed a file; each is a {@link dev.brattice.state.StateException}. Open {@link
 * dev.brattice.state.Home} first, then {@link dev.brattice.state.SegmentLog}.
 */
@NullMarked
package dev.brattice.state;

import org.jspecify.annotations.NullMarked;
