/**
 * The demonstration: a scripted agent, real servers, the real path. In: nothing. Out: what passed,
 * what was stopped and why, and evidence that verifies. Open {@link dev.brattice.cli.demo.Demo}
 * first.
 */
@NullMarked
package dev.brattice.cli.demo;

import org.jspecify.annotations.NullMarked;
