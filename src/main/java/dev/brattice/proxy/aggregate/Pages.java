package dev.brattice.proxy.aggregate;

import dev.brattice.crypto.FingerprintKey;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands out a long list in pages. A cursor says which list and from where on, and is signed with a
 * key of this session: another list, another session or a client's own invention is refused.
 */
final class Pages {
  /** How many elements one page holds. Few clients ask for a second page, so it is a long one. */
  static final int ELEMENTS_MAX = 1_000;

  private static final int GENERATION_CHARS = 2 * Long.BYTES;
  private static final int SAID_CHARS = GENERATION_CHARS + 2 * Integer.BYTES;
  private static final int SIGNATURE_CHARS = 32;
  private static final HexFormat HEX = HexFormat.of();

  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final AtomicLong generations = new AtomicLong();

  /** Made with the first cursor: most lists are short. Guarded by this. */
  private Optional<FingerprintKey> key = Optional.empty();

  /** The one list of a method of which a client may still want pages. */
  private record Kept(long generation, List<Json> elements) {}

  /** The first page of {@code all}, which becomes the one list of {@code method}. */
  JsonObject first(String method, String member, List<Json> all) {
    if (all.size() <= ELEMENTS_MAX) {
      kept.remove(method);
      return JsonObject.of(member, JsonArray.of(all));
    }
    var list = new Kept(generations.incrementAndGet(), List.copyOf(all));
    kept.put(method, list);
    return page(method, member, list, 0);
  }

  /** The page that {@code cursor} stands for; empty where it stands for none. */
  Optional<JsonObject> next(String method, String member, String cursor) {
    Kept list = kept.get(method);
    if (list == null || cursor.length() != SAID_CHARS + SIGNATURE_CHARS) {
      return Optional.empty();
    }
    byte[] ours = signed(method, cursor.substring(0, SAID_CHARS)).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(ours, cursor.getBytes(StandardCharsets.UTF_8))
        || HexFormat.fromHexDigitsToLong(cursor, 0, GENERATION_CHARS) != list.generation()) {
      return Optional.empty();
    }
    int from = HexFormat.fromHexDigits(cursor, GENERATION_CHARS, SAID_CHARS);
    return Optional.of(page(method, member, list, from));
  }

  private JsonObject page(String method, String member, Kept list, int from) {
    int end = Math.min(from + ELEMENTS_MAX, list.elements().size());
    JsonObject page = JsonObject.of(member, JsonArray.of(list.elements().subList(from, end)));
    if (end == list.elements().size()) {
      return page;
    }
    String said = HEX.toHexDigits(list.generation()) + HEX.toHexDigits(end);
    return page.with("nextCursor", signed(method, said));
  }

  private String signed(String method, String said) {
    byte[] both = (said + method).getBytes(StandardCharsets.UTF_8);
    return said + key().fingerprint("cursor", both).toHex().substring(0, SIGNATURE_CHARS);
  }

  private synchronized FingerprintKey key() {
    if (key.isEmpty()) {
      byte[] random = new byte[FingerprintKey.LENGTH_BYTES];
      new SecureRandom().nextBytes(random);
      key = Optional.of(new FingerprintKey(random));
    }
    return key.get();
  }
}
