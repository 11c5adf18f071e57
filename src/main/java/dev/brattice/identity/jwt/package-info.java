/**
 * Signed tokens (RFC 7519) as credentials. In: a token's text, the keys of who may sign. Out: a
 * {@link dev.brattice.identity.Principal}, or one sentence why not, which repeats nothing of the
 * token. Open {@link dev.brattice.identity.jwt.AccessTokens} first.
 */
@NullMarked
package dev.brattice.identity.jwt;

import org.jspecify.annotations.NullMarked;
