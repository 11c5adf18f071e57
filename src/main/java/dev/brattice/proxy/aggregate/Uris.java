package dev.brattice.proxy.aggregate;

import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Addresses of resources as clients see them: {@code <server>+<uri>}, so that two servers may have
 * the same. Both directions need no memory, so that links in results, which no list ever held, work
 * as well.
 */
final class Uris {
  private static final char SEPARATOR = '+';

  private Uris() {}

  /** What a client's address stands for. */
  record Placed(String server, String uri) {}

  /** The client's address for {@code uri} of {@code server}. */
  static String outward(String server, String uri) {
    return server + SEPARATOR + uri;
  }

  /** What a client's address stands for, as far as its form tells. */
  static Optional<Placed> inward(String uri) {
    int at = uri.indexOf(SEPARATOR);
    return at <= 0
        ? Optional.empty()
        : Optional.of(new Placed(uri.substring(0, at), uri.substring(at + 1)));
  }

  /** {@code object} with its member {@code name} as clients see it. */
  static JsonObject outward(JsonObject object, String name, String server) {
    return object
        .string(name)
        .map(uri -> object.with(name, new JsonString(outward(server, uri))))
        .orElse(object);
  }

  /** A result with the addresses in its content as clients see them. */
  static JsonObject inResult(JsonObject result, String server) {
    JsonObject changed = inList(result, "content", server);
    changed = inList(changed, "contents", server);
    return inList(changed, "messages", server);
  }

  private static JsonObject inList(JsonObject result, String member, String server) {
    Optional<JsonArray> list = result.array(member);
    if (list.isEmpty()) {
      return result;
    }
    List<Json> changed = new ArrayList<>();
    for (Json element : list.get().elements()) {
      changed.add(element instanceof JsonObject object ? inBlock(object, server) : element);
    }
    return result.with(member, JsonArray.of(changed));
  }

  /** A block of content, an entry of {@code contents}, or a message around a block. */
  private static JsonObject inBlock(JsonObject block, String server) {
    boolean link = block.string("type").map("resource_link"::equals).orElse(!block.has("type"));
    JsonObject changed = link ? outward(block, "uri", server) : block;
    for (String member : List.of("resource", "content")) {
      Optional<JsonObject> inner = changed.object(member);
      if (inner.isPresent()) {
        changed = changed.with(member, inBlock(inner.get(), server));
      }
    }
    return changed;
  }
}
