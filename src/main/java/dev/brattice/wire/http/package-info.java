/**
 * HTTP as this program serves it: requests with bounded bodies, answers in JSON or as a stream of
 * server-sent events. Nothing outside this package knows which server library is below.
 */
@NullMarked
package dev.brattice.wire.http;

import org.jspecify.annotations.NullMarked;
