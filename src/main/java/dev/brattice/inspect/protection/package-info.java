/**
 * Attempts on the gateway itself. In: the same commands, code and paths that other detectors see.
 * Out: findings of a family that policy cannot switch off, always of the highest severity. What is
 * guarded: Brattice's own folder and files against every use, the clients' entries for tool servers
 * against change, the commands that loosen the gateway against being run. Open {@link
 * dev.brattice.inspect.protection.ProtectionDetector} first.
 */
@NullMarked
package dev.brattice.inspect.protection;

import org.jspecify.annotations.NullMarked;
