package dev.brattice.provenance;

import dev.brattice.inspect.Locus;

/**
 * Which earlier result a span of an argument came from.
 *
 * @param tag id of the tag: position in the domain's log
 * @param call id of the call whose result held the value
 * @param server its server
 * @param tool its tool
 * @param source what was read, such as a path; empty where unknown
 * @param category the confidentiality category of the value
 * @param match how it was recognised: {@code exact}, {@code partial}, {@code normalised}, {@code
 *     decoded}
 * @param disguise the decodings that showed it, such as {@code hex>base64}; empty for none
 * @param locus where it stands in the argument
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
