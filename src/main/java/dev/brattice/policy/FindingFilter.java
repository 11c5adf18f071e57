package dev.brattice.policy;

import dev.brattice.inspect.Family;
import dev.brattice.inspect.Severity;
import java.util.List;
import java.util.Set;

/**
 * Which findings a rule is about; a finding must pass every part.
 *
 * @param families its family is one of these; empty for any
 * @param severity it is at least this severe
 * @param rules its rule's id matches one of these patterns; empty for any
 */
public record FindingFilter(Set<Family> families, Severity severity, List<String> rules) {
  public FindingFilter {
    families = Set.copyOf(families);
    rules = List.copyOf(rules);
  }
}
