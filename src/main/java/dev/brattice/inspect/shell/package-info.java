/**
 * What a command line would do. In: command lines, argument lists and program text from a call's
 * arguments. Out: findings, and touches for the programs, files and hosts it would reach.
 *
 * <p>The way: {@link dev.brattice.inspect.shell.ShellParser} reads text into a {@link
 * dev.brattice.inspect.shell.Script}; {@link dev.brattice.inspect.shell.ShellWalk} follows it as a
 * shell would, without running anything, and hands every program that would start to {@link
 * dev.brattice.inspect.shell.Effects} as an {@link dev.brattice.inspect.shell.Invocation}; rules
 * judge those. Nothing here fails: text that is no command line gives no invocations. Every depth
 * and size is bounded, and reaching a bound is reported. Open {@link
 * dev.brattice.inspect.shell.ShellDetector} first.
 */
@NullMarked
package dev.brattice.inspect.shell;

import org.jspecify.annotations.NullMarked;
