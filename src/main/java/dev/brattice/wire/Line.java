package dev.brattice.wire;

/** What a line of a stream turned out to be. */
public sealed interface Line permits Frame, Oversized {}
