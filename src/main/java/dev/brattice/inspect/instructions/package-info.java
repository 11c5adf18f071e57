/**
 * Finds instructions to the model where data or a definition belongs. In: a {@link
 * dev.brattice.inspect.Subject}. Out: findings, graded by how many independent signs stand
 * together. Words ({@link dev.brattice.inspect.instructions.Cue}) make signs ({@link
 * dev.brattice.inspect.instructions.Sign}), signs near one another make a finding. Open {@link
 * dev.brattice.inspect.instructions.InstructionDetector} first.
 */
@NullMarked
package dev.brattice.inspect.instructions;

import org.jspecify.annotations.NullMarked;
