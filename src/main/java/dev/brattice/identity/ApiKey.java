package dev.brattice.identity;

import dev.brattice.bytes.Bytes;
import java.util.List;

/**
 * What is kept of an API key: enough to recognise it, nothing to use it with.
 *
 * @param name who holds it; stands in records
 * @param sha256 the SHA-256 of the key's text. A plain hash is enough, because a key is random.
 * @param roles what its holder is, for policy
 */
public record ApiKey(String name, Bytes sha256, List<String> roles) {
  /** The most characters of a name or a role. */
  public static final int NAME_CHARS_MAX = 64;

  /** The most roles of one key. */
  public static final int ROLES_MAX = 32;

  /** The length of {@link #sha256}, in bytes. */
  public static final int HASH_BYTES = 32;

  public ApiKey {
    roles = List.copyOf(roles);
    if (!isName(name) || sha256.length() != HASH_BYTES || roles.size() > ROLES_MAX) {
      throw new IllegalArgumentException("expected a name, 32 bytes and at most 32 roles");
    }
    for (String role : roles) {
      if (!isName(role)) {
        throw new IllegalArgumentException("expected the name of a role");
      }
    }
  }

  /** Whether {@code text} can be a name: letters, digits, {@code .}, {@code -} and {@code _}. */
  public static boolean isName(String text) {
    boolean sound = !text.isEmpty() && text.length() <= NAME_CHARS_MAX;
    for (int i = 0; i < text.length() && sound; i++) {
      char c = text.charAt(i);
      sound = c < 0x80 && (Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_');
    }
    return sound;
  }
}
