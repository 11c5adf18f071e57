/**
 * Whom a call would reach. In: URLs and hosts in any spelling. Out: canonical hosts with what kind
 * of network they lie in, findings and touches. Pure: names are not resolved here. Open {@link
 * dev.brattice.inspect.network.NetworkDetector} first, then {@link
 * dev.brattice.inspect.network.Host}.
 */
@NullMarked
package dev.brattice.inspect.network;

import org.jspecify.annotations.NullMarked;
