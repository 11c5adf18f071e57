package dev.brattice.policy;

/**
 * The names that patterns are held against, folded once for all rules.
 *
 * @param method the protocol's method
 * @param server the operator's name of the server
 * @param tool the tool, or the method where there is none
 * @param trustDomain the operator's grouping of the server
 */
record Names(String method, String server, String tool, String trustDomain) {
  /** The names in {@code facts}. */
  static Names of(Facts facts) {
    return new Names(
        Glob.fold(facts.method()),
        Glob.fold(facts.tool().server()),
        Glob.fold(facts.tool().tool()),
        Glob.fold(facts.trustDomain()));
  }
}
