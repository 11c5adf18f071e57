/**
 * The MCP conformance suite, run against a server alone and against the same server through a
 * gateway. In: the suite and the server pinned in {@code src/test/npm/conformance}, and the address
 * to judge. Out: what each check said, and in what two runs differ. Open {@link
 * dev.brattice.conformance.ConformanceIT} first.
 */
@NullMarked
package dev.brattice.conformance;

import org.jspecify.annotations.NullMarked;
