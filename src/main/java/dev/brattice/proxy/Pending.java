package dev.brattice.proxy;

import dev.brattice.call.Message;
import java.util.Optional;

/**
 * A request that was forwarded and is not answered yet.
 *
 * @param request what was asked
 * @param passage how it was judged
 * @param ruling what was decided; empty for one that opened the session before the detectors were
 *     ready
 */
record Pending(Message.Request request, Passage passage, Optional<Ruling> ruling) {}
