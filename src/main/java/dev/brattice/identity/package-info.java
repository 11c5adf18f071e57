/**
 * Who is calling and which calls belong together. In: what the transport knows of a request's head.
 * Out: {@link dev.brattice.identity.Principal} and {@link dev.brattice.identity.SessionKey}. What
 * goes wrong is a value too: a {@link dev.brattice.identity.Credential.Unusable}, or nobody. Open
 * {@link dev.brattice.identity.ApiKeys} first.
 */
@NullMarked
package dev.brattice.identity;

import org.jspecify.annotations.NullMarked;
