/**
 * Frames to MCP messages and back, for all revisions. In: a {@link dev.brattice.wire.Frame}. Out: a
 * {@link dev.brattice.mcp.Decoded}, and views of the few members that judgement needs. Unknown
 * methods and members pass untouched: nothing here depends on the handshake. Open {@link
 * dev.brattice.mcp.MessageDecoder} first.
 */
@NullMarked
package dev.brattice.mcp;

import org.jspecify.annotations.NullMarked;
