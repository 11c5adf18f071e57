package dev.brattice.json;

/** A JSON string, unescaped. May hold lone surrogates, which are written as escapes again. */
public record JsonString(String value) implements Json {}
