package dev.brattice.identity.jwt;

import dev.brattice.identity.Principal;

/** What becomes of a token. */
public sealed interface TokenVerdict {
  /** Its holder is this one. */
  record Accepted(Principal principal) implements TokenVerdict {}

  /** It is right, and lacks a scope that every token must have. */
  record Lacking() implements TokenVerdict {}

  /**
   * It does not count.
   *
   * @param problem one sentence, without anything of the token
   */
  record Refused(String problem) implements TokenVerdict {}

  /** It cannot be checked now: there are no keys. */
  record Unchecked() implements TokenVerdict {}
}
