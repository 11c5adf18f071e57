package dev.brattice.proxy.aggregate;

import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.mcp.Methods;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Walks a list of one server to its end, and gives its elements the names that clients see. */
final class Listing {
  /** How many pages of one server are walked. */
  static final int PAGES_MAX = 100;

  /** How many elements of one server are taken. */
  static final int ELEMENTS_MAX = 5_000;

  private final Names names;
  private final long waitMillis;

  /**
   * A walk.
   *
   * @param waitMillis how long a server may take for all of its pages
   */
  Listing(Names names, long waitMillis) {
    this.names = names;
    this.waitMillis = waitMillis;
  }

  /**
   * The elements that {@code member} lists; what came within the time, the pages and the number.
   *
   * @param method such as {@code tools/list}
   */
  List<Json> of(Member member, String method) throws InterruptedException {
    List<Json> elements = new ArrayList<>();
    Set<String> cursors = new HashSet<>();
    Optional<JsonObject> params = Optional.empty();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
    for (int page = 0; page < PAGES_MAX; page++) {
      Optional<JsonObject> result = page(member.ask(method, params), deadline);
      if (result.isEmpty()) {
        break;
      }
      Optional<JsonArray> listed = result.get().array(member(method));
      for (Json element : listed.map(JsonArray::elements).orElse(List.of())) {
        if (elements.size() < ELEMENTS_MAX && element instanceof JsonObject object) {
          elements.add(outward(member.name(), method, object));
        }
      }
      Optional<String> next = result.get().string("nextCursor");
      // A server that gives the same cursor again would be walked for ever.
      if (next.isEmpty() || !cursors.add(next.get()) || elements.size() >= ELEMENTS_MAX) {
        break;
      }
      params = Optional.of(JsonObject.of("cursor", new JsonString(next.get())));
    }
    return elements;
  }

  /** The member of the answer to {@code method} that holds the elements. */
  static String member(String method) {
    return method.equals(Tasks.LIST) ? Tasks.MEMBER : Methods.listMember(method);
  }

  private static Optional<JsonObject> page(CompletableFuture<JsonObject> answer, long deadline)
      throws InterruptedException {
    try {
      long left = Math.max(0, deadline - System.nanoTime());
      return answer.get(left, TimeUnit.NANOSECONDS).object("result");
    } catch (ExecutionException | TimeoutException none) {
      return Optional.empty();
    }
  }

  private JsonObject outward(String server, String method, JsonObject element) {
    return switch (method) {
      case Methods.TOOLS_LIST, Methods.PROMPTS_LIST ->
          element
              .string("name")
              .map(name -> element.with("name", names.outward(server, name)))
              .orElse(element);
      case Tasks.LIST -> Tasks.outward(element, server);
      case Methods.RESOURCES_LIST -> Uris.outward(element, "uri", server);
      default -> Uris.outward(element, "uriTemplate", server);
    };
  }
}
