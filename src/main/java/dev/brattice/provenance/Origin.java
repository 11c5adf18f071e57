package dev.brattice.provenance;

import dev.brattice.inspect.Locus;

/**
 * Which earlier result a span of an argument came from.
 *
 * @param tag id of the tag: position in the domain's log, from 0
 * @param call id of the call whose result held the value
 * @param server its server
 * @param tool its tool
 * @param source what was read, such as a path; empty where unknown
 * @param category the confidentiality category of the value
 * @param match how it was recognised: {@code exact} as it was spelt; {@code normalised} but for
 *     case, spacing, punctuation, accents and look-alikes; {@code decoded} whole in a decoded
 *     reading; {@code partial} a part of it, or a stretch of prose; {@code assembled} from pieces
 *     in several strings or places; {@code session-level} not at all: it may be anything known to
 *     the domain, because a bound was reached
 * @param disguise the decodings that showed it, such as {@code hex>base64}; empty for none
 * @param locus where it stands in the argument; the root for {@code session-level}
 */
public record Origin(
    long tag,
    String call,
    String server,
    String tool,
    String source,
    String category,
    String match,
    String disguise,
    Locus locus) {}
