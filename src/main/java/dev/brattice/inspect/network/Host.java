package dev.brattice.inspect.network;

/**
 * One host.
 *
 * @param name canonical: lower case, addresses in their usual spelling, no trailing dot
 * @param reach what kind of network it lies in
 * @param disguised whether an address was spelt so that it does not look like itself
 */
public record Host(String name, Reach reach, boolean disguised) {}
