/**
 * The endpoint between agents (Agent2Agent). In: requests of both bindings and both versions. Out:
 * what the agent answers, judged piece by piece, or an error. May go wrong: the agent cannot be
 * reached, lies, floods or hangs; the caller is gone. Open {@link
 * dev.brattice.proxy.a2a.AgentEndpoint} first.
 */
@NullMarked
package dev.brattice.proxy.a2a;

import org.jspecify.annotations.NullMarked;
