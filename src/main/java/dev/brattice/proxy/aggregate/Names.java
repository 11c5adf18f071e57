package dev.brattice.proxy.aggregate;

import dev.brattice.crypto.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names of tools and prompts as clients see them: {@code <server>__<name>}. What is too long for
 * common clients is cut and ends in a digest of the whole, the same in every session and process.
 */
final class Names {
  /** Stands between a server's name and what it names. */
  static final String SEPARATOR = "__";

  /** The longest name that common clients take, once they put their own prefix before it. */
  static final int CHARS_MAX = 60;

  /** How many names that were cut are remembered. */
  static final int CUT_MAX = 10_000;

  private static final int DIGEST_CHARS = 8;

  private final Map<String, Named> cut = new ConcurrentHashMap<>();

  /**
   * What a client's name stands for.
   *
   * @param server the server's name
   * @param name what the server calls it
   */
  record Named(String server, String name) {}

  /** The client's name for {@code name} of {@code server}. */
  String outward(String server, String name) {
    String whole = server + SEPARATOR + name;
    if (whole.length() <= CHARS_MAX) {
      return whole;
    }
    String digest = digest(whole);
    int kept = CHARS_MAX - DIGEST_CHARS - 1;
    // Half of a character outside the basic plane would be none.
    int end = Character.isHighSurrogate(whole.charAt(kept - 1)) ? kept - 1 : kept;
    String shown = whole.substring(0, end) + '_' + digest;
    if (cut.size() < CUT_MAX || cut.containsKey(shown)) {
      cut.put(shown, new Named(server, name));
    }
    return shown;
  }

  private static String digest(String whole) {
    return Digest.sha256(whole.getBytes(StandardCharsets.UTF_8)).toHex().substring(0, DIGEST_CHARS);
  }

  /** What {@code name} of a client's stands for, as far as its form tells. */
  Optional<Named> inward(String name) {
    Named known = cut.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    // No server's name holds the separator or ends in half of it: the first one ends it.
    int at = name.indexOf(SEPARATOR);
    return at <= 0
        ? Optional.empty()
        : Optional.of(new Named(name.substring(0, at), name.substring(at + SEPARATOR.length())));
  }
}
