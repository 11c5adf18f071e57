/**
 * One call through every stage, in order. In: messages from a client and from a server. Out: what
 * each of them gets, and evidence of it. The only stage that catches what it does not expect: it
 * denies. Open {@link dev.brattice.proxy.Exchange} first, then {@link
 * dev.brattice.proxy.StdioRelay}.
 */
@NullMarked
package dev.brattice.proxy;

import org.jspecify.annotations.NullMarked;
