/**
 * Who is calling and which calls belong together. In: what the transport knows. Out: {@link
 *
 * dev.brattice.identity.Principal} and {@link dev.brattice.identity.SessionKey}.
 */
@NullMarked
package dev.brattice.identity;

import org.jspecify.annotations.NullMarked;
