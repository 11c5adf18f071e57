/**
 * Finds secrets: vendors' tokens by their shape, keys, credentials in URLs and in assignments. In:
 * a {@link dev.brattice.inspect.Subject}. Out: findings whose place is exactly the secret, without
 * the secret. Open {@link dev.brattice.inspect.secrets.SecretDetector} first, then {@link
 * dev.brattice.inspect.secrets.SecretScanner}.
 */
@NullMarked
package dev.brattice.inspect.secrets;

import org.jspecify.annotations.NullMarked;
