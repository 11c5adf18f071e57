package dev.brattice.enforce;

/** What a client gets for a denied tool call. */
public enum DenyAs {
  /** A result with {@code isError}: agents read it and go on. */
  RESULT,
  /** A JSON-RPC error, for clients that want one. */
  ERROR
}
