/**
 * MCP over Streamable HTTP: sessions, and which of a session's messages goes on which of its
 * streams. What the messages mean is none of its business: that is the relay's.
 */
@NullMarked
package dev.brattice.proxy.http;

import org.jspecify.annotations.NullMarked;
