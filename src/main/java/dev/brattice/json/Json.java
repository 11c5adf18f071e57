package dev.brattice.json;

/** A JSON value (RFC 8259) that remembers how it was spelt where that can matter to a reader. */
public sealed interface Json
    permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {}
