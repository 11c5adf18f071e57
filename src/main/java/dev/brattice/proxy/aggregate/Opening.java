package dev.brattice.proxy.aggregate;

import dev.brattice.json.Json;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.upstream.UpstreamException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Opens the sessions of an aggregate's servers, all at once, and opens them again when they are
 * lost: a server that is slow, dead or hostile is left out until it is back, and the others never
 * wait for it longer than said here.
 */
final class Opening implements AutoCloseable {
  /** How long servers may take until the client gets its answer without them, in milliseconds. */
  static final long OPEN_MILLIS = 10_000;

  /** How long a server may take for a list, in milliseconds. */
  static final long LIST_MILLIS = 10_000;

  /** How long is waited before a lost server is opened again, in milliseconds. */
  static final long BACK_OFF_MILLIS = 500;

  /** How long at most, after it was lost again and again. */
  static final long BACK_OFF_MILLIS_MAX = 60_000;

  /** A server that ran so long is opened again as if it had never been lost, in nanoseconds. */
  private static final long STEADY_NANOS = TimeUnit.MILLISECONDS.toNanos(BACK_OFF_MILLIS_MAX);

  /** How many subscriptions are remembered for servers that come back. */
  static final int SUBSCRIPTIONS_MAX = 1_000;

  private final List<Member> members;
  private final Set<String> late;
  private final String version;
  private final Changes changes;
  private final Consumer<String> log;
  private final Map<String, Set<String>> subscriptions = new ConcurrentHashMap<>();
  private final Map<String, Long> backOff = new ConcurrentHashMap<>();
  private final Map<String, Long> openedNanos = new ConcurrentHashMap<>();

  /** The servers that are about to be opened again. */
  private final Set<String> coming = ConcurrentHashMap.newKeySet();

  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Optional<JsonObject> params = Optional.empty();
  private volatile Optional<JsonObject> level = Optional.empty();

  /**
   * Sessions of {@code members}.
   *
   * @param late servers that did not open in time for some client: no other waits for them until
   *     they have
   */
  Opening(
      List<Member> members,
      Set<String> late,
      String version,
      Changes changes,
      Consumer<String> log) {
    this.members = members;
    this.late = late;
    this.version = version;
    this.changes = changes;
    this.log = log;
  }

  /** Opens all; the answer to the client, made of what those said that came in time. */
  JsonObject open(JsonObject asked) throws InterruptedException {
    params = Optional.of(asked);
    List<Member> expected = members.stream().filter(it -> !late.contains(it.name())).toList();
    var waiting = new CountDownLatch(expected.size());
    for (Member member : members) {
      boolean counts = expected.contains(member);
      Thread.ofVirtual()
          .start(
              () -> {
                boolean there = open(member, asked);
                if (counts) {
                  waiting.countDown();
                }
                if (!there) {
                  again(member);
                }
              });
    }
    boolean all = waiting.await(OPEN_MILLIS, TimeUnit.MILLISECONDS);
    if (!all) {
      expected.stream().filter(it -> it.opened().isEmpty()).forEach(it -> late.add(it.name()));
    }
    List<Member> there = members.stream().filter(it -> it.opened().isPresent()).toList();
    return Merge.opened(asked.string("protocolVersion").orElse(""), there, version);
  }

  /** Opens one; false where that did not work. */
  private boolean open(Member member, JsonObject asked) {
    try {
      JsonObject answer = member.open(asked).get(OPEN_MILLIS, TimeUnit.MILLISECONDS);
      Optional<JsonObject> result = answer.object("result");
      if (result.isPresent()) {
        member.join(result.get());
        openedNanos.put(member.name(), System.nanoTime());
        late.remove(member.name());
        return true;
      }
    } catch (UpstreamException absent) {
      log.accept(String.valueOf(absent.getMessage()));
    } catch (ExecutionException | TimeoutException late) {
      log.accept("the server `" + member.name() + "` did not open a session in time");
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
    member.close();
    return false;
  }

  /** The elements of all servers' lists, in the order of the servers. */
  List<Json> list(Names names, String method) throws InterruptedException {
    String capability = method.substring(0, method.indexOf('/'));
    var listing = new Listing(names, LIST_MILLIS);
    List<List<Json>> lists = new ArrayList<>();
    List<Thread> walks = new ArrayList<>();
    for (Member member : members) {
      List<Json> own = new ArrayList<>();
      lists.add(own);
      if (member.has(capability)) {
        walks.add(Thread.ofVirtual().start(() -> walk(listing, member, method, own)));
      }
    }
    for (Thread walk : walks) {
      walk.join();
    }
    return lists.stream().flatMap(List::stream).toList();
  }

  private static void walk(Listing listing, Member member, String method, List<Json> own) {
    try {
      own.addAll(listing.of(member, method));
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  void subscribe(String server, String uri) {
    Set<String> uris =
        subscriptions.computeIfAbsent(server, ignored -> ConcurrentHashMap.newKeySet());
    if (uris.size() < SUBSCRIPTIONS_MAX) {
      uris.add(uri);
    }
  }

  void unsubscribe(String server, String uri) {
    subscriptions.getOrDefault(server, Set.of()).remove(uri);
  }

  /** From now on every server that can log does so from this level on. */
  void setLevel(JsonObject asked) throws InterruptedException {
    level = Optional.of(asked);
    for (Member member : members) {
      if (member.has("logging")) {
        tell(member, "logging/setLevel", level);
      }
    }
  }

  /** Asks what the client gets no answer to. */
  private static void tell(Member member, String method, Optional<JsonObject> params)
      throws InterruptedException {
    CompletableFuture<JsonObject> ignored = member.ask(method, params);
  }

  /** A server is gone: it is opened again after a while. */
  void lost(Member member) {
    // Before the client opened its session there is nothing to open again.
    if (params.isPresent() && closed.getCount() > 0) {
      log.accept("the server `" + member.name() + "` is gone; it will be started again");
      Long opened = openedNanos.remove(member.name());
      if (opened != null && System.nanoTime() - opened > STEADY_NANOS) {
        backOff.remove(member.name());
      }
      again(member);
    }
  }

  private void again(Member member) {
    if (!coming.add(member.name())) {
      return;
    }
    long wait =
        backOff.merge(
            member.name(),
            BACK_OFF_MILLIS,
            (last, first) -> Math.min(2 * last, BACK_OFF_MILLIS_MAX));
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                boolean over = closed.await(wait, TimeUnit.MILLISECONDS);
                coming.remove(member.name());
                if (!over) {
                  comeBack(member);
                }
              } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void comeBack(Member member) throws InterruptedException {
    if (!open(member, params.orElse(JsonObject.empty()))) {
      again(member);
      return;
    }
    if (level.isPresent() && member.has("logging")) {
      tell(member, "logging/setLevel", level);
    }
    for (String uri : subscriptions.getOrDefault(member.name(), Set.of())) {
      tell(member, "resources/subscribe", Optional.of(JsonObject.of("uri", new JsonString(uri))));
    }
    for (String list : List.of("tools", "prompts", "resources")) {
      if (member.has(list)) {
        changes.happened("notifications/" + list + "/list_changed");
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
