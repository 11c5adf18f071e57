/**
 * HTTP as this program serves and uses it: bodies with bounds, answers in JSON or as a stream of
 * server-sent events. May go wrong: the other side is gone, silent or too slow. Nothing outside
 * this package knows which libraries are below. Open {@link dev.brattice.wire.http.HttpListener}
 * for the one direction and {@link dev.brattice.wire.http.HttpCalls} for the other.
 */
@NullMarked
package dev.brattice.wire.http;

import org.jspecify.annotations.NullMarked;
