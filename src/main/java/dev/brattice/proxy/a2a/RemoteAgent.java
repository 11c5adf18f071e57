package dev.brattice.proxy.a2a;

import dev.brattice.a2a.AgentCard;
import dev.brattice.a2a.CanonicalJson;
import dev.brattice.a2a.CardSignature;
import dev.brattice.a2a.Version;
import dev.brattice.bytes.Bytes;
import dev.brattice.crypto.Digest;
import dev.brattice.crypto.VerificationKeys;
import dev.brattice.json.Json;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.upstream.UpstreamException;
import dev.brattice.wire.http.HttpCall;
import dev.brattice.wire.http.HttpCalls;
import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** An agent that is reached over HTTP, and its cards as they were fetched last. */
public final class RemoteAgent {
  /** The longest card, in bytes. */
  public static final int CARD_BYTES_MAX = 1 << 20;

  /** How long a card may take to come, in milliseconds. */
  public static final long CARD_MILLIS = 10_000;

  /** How long a card is used before it is fetched again, in milliseconds. */
  public static final long CARD_LIFE_MILLIS = 300_000;

  private static final String CARD = ".well-known/agent-card.json";
  private static final String OLDER_CARD = ".well-known/agent.json";
  private static final int NOT_FOUND = 404;
  private static final JsonReader READER = new JsonReader(new JsonLimits(CARD_BYTES_MAX, 64, 100));

  private final String name;
  private final URI address;
  private final Headers headers;
  private final Optional<VerificationKeys> keys;
  private final HttpCalls calls;
  private final Consumer<String> log;

  /** Guards {@link #cards} and {@link #digests}: a card is fetched once for all who wait for it. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<Version, Fetched> cards = new EnumMap<>(Version.class);
  private final Map<Version, Bytes> digests = new EnumMap<>(Version.class);

  private record Fetched(AgentCard card, long atNanos) {}

  /** The operator's headers for every request, whose values can be secret. */
  @FunctionalInterface
  public interface Headers {
    /** The headers by name, read anew each time. */
    Map<String, String> get() throws UpstreamException;
  }

  /**
   * An agent.
   *
   * @param name what policy and records call it
   * @param address of the agent, or of its card where it ends with {@code .json}
   * @param keys one of which must have signed its cards; empty where none need to be signed
   * @param log takes one line for a person, without any message's text
   */
  public RemoteAgent(
      String name,
      URI address,
      Headers headers,
      Optional<VerificationKeys> keys,
      HttpCalls calls,
      Consumer<String> log) {
    this.name = name;
    this.address = address;
    this.headers = headers;
    this.keys = keys;
    this.calls = calls;
    this.log = log;
  }

  /** What policy and records call it. */
  public String name() {
    return name;
  }

  /** Begins a request with the operator's headers and {@code more}. */
  HttpCall begin(
      String method, URI place, Map<String, String> more, Optional<byte[]> body, long silenceMillis)
      throws AgentException {
    try {
      Map<String, String> all = new HashMap<>(headers.get());
      all.putAll(more);
      return calls.begin(method, place, all, body, silenceMillis);
    } catch (UpstreamException absent) {
      log.accept(String.valueOf(absent.getMessage()));
      throw new AgentException("the agent `" + name + "` cannot be reached");
    }
  }

  /** The card for callers of {@code version}. */
  AgentCard card(Version version) throws AgentException, InterruptedException {
    lock.lockInterruptibly();
    try {
      Fetched fetched = cards.get(version);
      long life = TimeUnit.MILLISECONDS.toNanos(CARD_LIFE_MILLIS);
      if (fetched == null || System.nanoTime() - fetched.atNanos() > life) {
        fetched = new Fetched(checked(version, fetched(version)), System.nanoTime());
        cards.put(version, fetched);
      }
      return fetched.card();
    } finally {
      lock.unlock();
    }
  }

  private AgentCard checked(Version version, JsonObject tree) throws AgentException {
    check(tree);
    AgentCard card = new AgentCard(tree, address);
    if (card.interfaces().isEmpty()) {
      throw failed("names no interface of JSON-RPC or HTTP+JSON at the origin of its `url`");
    }
    Bytes digest = Digest.sha256(CanonicalJson.bytes(tree.without("signatures")));
    Bytes before = digests.put(version, digest);
    if (before != null && !before.equals(digest)) {
      log.accept("the card of the agent `" + name + "` has changed");
    }
    return card;
  }

  private void check(JsonObject tree) throws AgentException {
    if (keys.isEmpty()) {
      log.accept(
          tree.array("signatures").filter(it -> !it.elements().isEmpty()).isPresent()
              ? "the card of the agent `" + name + "` is signed, and `card_keys` names no keys"
              : "the card of the agent `" + name + "` is not signed");
      return;
    }
    switch (CardSignature.of(tree, keys.get())) {
      case VERIFIED -> {}
      case UNSIGNED -> throw failed("has a card without signature, and `card_keys` wants one");
      case UNVERIFIED -> throw failed("has a card that no key of `card_keys` signed");
    }
  }

  private AgentException failed(String problem) {
    String sentence = "the agent `" + name + "` " + problem;
    log.accept(sentence);
    return new AgentException(sentence);
  }

  private JsonObject fetched(Version version) throws AgentException, InterruptedException {
    String path = String.valueOf(address.getPath());
    if (path.endsWith(".json")) {
      return fetch(address, version).orElseThrow(() -> failed("has no card at its `url`"));
    }
    String base = address.toString();
    int query = base.indexOf('?');
    base = query < 0 ? base : base.substring(0, query);
    String folder = base.endsWith("/") ? base : base + "/";
    Optional<JsonObject> card = fetch(URI.create(folder + CARD), version);
    if (card.isEmpty()) {
      card = fetch(URI.create(folder + OLDER_CARD), version);
    }
    return card.orElseThrow(() -> failed("has no card below its `url`"));
  }

  /** The card at {@code place}; empty where there is none. */
  private Optional<JsonObject> fetch(URI place, Version version)
      throws AgentException, InterruptedException {
    Map<String, String> head = Map.of("Accept", "application/json", "A2A-Version", version.label());
    Optional<byte[]> body;
    try (HttpCall call = begin("GET", place, head, Optional.empty(), CARD_MILLIS)) {
      Thread limit = Thread.startVirtualThread(() -> closeLate(call));
      try {
        HttpCall.Answer answer = call.answer();
        if (answer.status() == NOT_FOUND) {
          answer.finish();
          return Optional.empty();
        }
        if (answer.status() != 200) {
          throw failed("answered with HTTP status " + answer.status() + " instead of its card");
        }
        body = answer.read(CARD_BYTES_MAX);
      } finally {
        limit.interrupt();
      }
    } catch (IOException unreachable) {
      throw failed("cannot be reached, or broke off its card");
    }
    try {
      if (body.isPresent()) {
        Json card = READER.read(body.get());
        if (card instanceof JsonObject object) {
          return Optional.of(object);
        }
      }
    } catch (JsonException malformed) {
      // Said below.
    }
    throw failed("has a card that is no JSON object of at most " + CARD_BYTES_MAX + " bytes");
  }

  private static void closeLate(HttpCall call) {
    try {
      Thread.sleep(CARD_MILLIS);
      call.close();
    } catch (InterruptedException inTime) {
      Thread.currentThread().interrupt();
    }
  }
}
