package dev.brattice.identity.jwt;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tokens count and what they make of their holder.
 *
 * @param issuer who must have issued them, letter by letter
 * @param audiences for whom they may be, beside the address at which they are presented
 * @param algorithms how they may be signed, of {@link Signature#ALGORITHMS}
 * @param rolesClaim the claim with roles, names of nested ones separated by dots; empty for none
 * @param scopeRoles roles by the scope that brings them
 * @param requiredScopes the scopes that every token must have
 */
public record AccessRules(
    String issuer,
    Set<String> audiences,
    Set<String> algorithms,
    String rolesClaim,
    Map<String, String> scopeRoles,
    List<String> requiredScopes) {
  public AccessRules {
    audiences = Set.copyOf(audiences);
    algorithms = Set.copyOf(algorithms);
    scopeRoles = Map.copyOf(scopeRoles);
    requiredScopes = List.copyOf(requiredScopes);
    if (!Signature.ALGORITHMS.containsAll(algorithms) || algorithms.isEmpty()) {
      throw new IllegalArgumentException("expected algorithms that have a private key");
    }
  }
}
