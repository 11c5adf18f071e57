package dev.brattice.proxy.aggregate;

import dev.brattice.call.RequestId;
import dev.brattice.json.Json;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.mcp.Answers;
import dev.brattice.mcp.MessageDecoder;
import dev.brattice.mcp.Methods;
import dev.brattice.mcp.Modern;
import dev.brattice.proxy.http.Connector;
import dev.brattice.upstream.UpstreamException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One of the servers behind an aggregate, as one client's session sees it. Its ids and progress
 * tokens are its own: what came from the client is put back on the way out.
 */
final class Member {
  /** How many requests to one server may be under way. */
  static final int UNDER_WAY_MAX = 1_000;

  private static final int INTERNAL_ERROR = -32603;
  private static final String TOKEN = "progressToken";

  private final String name;
  private final Connector connector;
  private final Listener listener;
  private final AtomicLong ids = new AtomicLong();
  private final Map<String, Asked> asked = new ConcurrentHashMap<>();
  private volatile Optional<Connector.Link> link = Optional.empty();
  private volatile Optional<JsonObject> opened = Optional.empty();

  /** Counts connections: what an earlier one still says is of no interest. */
  private volatile int connections;

  /** What becomes of the server's own messages. */
  interface Listener {
    /** The server asks or tells something. */
    void said(Member member, JsonObject message) throws InterruptedException;

    /** The server is gone; what was asked of it got an error. */
    void lost(Member member);
  }

  /** A request under way: who gets its answer, and under which token it wants progress. */
  private record Asked(Consumer<JsonObject> answer, Optional<Json> token) {}

  Member(String name, Connector connector, Listener listener) {
    this.name = name;
    this.connector = connector;
    this.listener = listener;
  }

  String name() {
    return name;
  }

  /** What the server said when its session was opened; empty while there is none. */
  Optional<JsonObject> opened() {
    return opened;
  }

  /** Whether the answer to the request {@code id} is still to come. */
  boolean awaits(RequestId id) {
    return asked.containsKey(id.correlation());
  }

  /** Whether the server has the capability {@code name}. */
  boolean has(String capability) {
    return opened
        .flatMap(result -> result.object("capabilities"))
        .filter(capabilities -> capabilities.has(capability))
        .isPresent();
  }

  /**
   * Connects and asks to open a session.
   *
   * @param params of {@code initialize}, as the client gave them
   */
  @SuppressWarnings("NonAtomicVolatileUpdate") // Opened by one thread at a time.
  CompletableFuture<JsonObject> open(JsonObject params)
      throws UpstreamException, InterruptedException {
    int number = ++connections;
    link = Optional.of(connector.connect(message -> take(number, message), () -> lost(number)));
    return ask(Methods.INITIALIZE, Optional.of(params));
  }

  /** The session is open. */
  void join(JsonObject result) throws InterruptedException {
    opened = Optional.of(result);
    tell(Answers.notification("notifications/initialized"));
  }

  private void lost(int number) {
    if (number != connections) {
      return;
    }
    opened = Optional.empty();
    link = Optional.empty();
    for (String correlation : asked.keySet()) {
      answer(correlation, gone(new RequestId(JsonNumber.of(0))));
    }
    listener.lost(this);
  }

  /** Asks the server something of our own. */
  CompletableFuture<JsonObject> ask(String method, Optional<JsonObject> params)
      throws InterruptedException {
    var answer = new CompletableFuture<JsonObject>();
    JsonObject request = Answers.notification(method);
    RequestId ignored =
        forward(
            params.isPresent() ? request.with("params", params.get()) : request, answer::complete);
    return answer;
  }

  /**
   * Asks the server what a client asked.
   *
   * @param request with any id or none; progress comes back under the token in it
   * @param answer gets the result or error, with the id that it has here
   * @return the id that it has here
   */
  RequestId forward(JsonObject request, Consumer<JsonObject> answer) throws InterruptedException {
    RequestId id = new RequestId(JsonNumber.of(ids.incrementAndGet()));
    if (asked.size() >= UNDER_WAY_MAX) {
      answer.accept(
          Answers.error(
              id,
              INTERNAL_ERROR,
              "expected at most " + UNDER_WAY_MAX + " requests to one server under way"));
      return id;
    }
    Optional<JsonObject> params = request.object("params");
    Optional<Json> token = params.flatMap(it -> Modern.meta(it, TOKEN)).filter(RequestId::isId);
    asked.put(id.correlation(), new Asked(answer, token));
    JsonObject sent = request.with("id", id.value());
    if (token.isPresent()) {
      sent = sent.with("params", Modern.withMeta(params.orElseThrow(), TOKEN, id.value()));
    }
    if (!send(sent)) {
      answer(id.correlation(), gone(id));
    }
    return id;
  }

  private JsonObject gone(RequestId id) {
    return Answers.error(
        id,
        INTERNAL_ERROR,
        "the server `" + name + "` is not there; this is not a policy decision",
        JsonObject.empty().with("dev.brattice/upstream", "gone"));
  }

  /** Tells the server something; nothing happens where it is gone. */
  void tell(JsonObject notification) throws InterruptedException {
    boolean ignored = send(notification);
  }

  /** Nobody waits for the request {@code id} any more. */
  void cancel(RequestId id, JsonObject params) throws InterruptedException {
    if (asked.containsKey(id.correlation())) {
      tell(
          Answers.notification(Methods.CANCELLED)
              .with("params", params.with("requestId", id.value())));
    }
  }

  private boolean send(JsonObject message) throws InterruptedException {
    Optional<Connector.Link> way = link;
    if (way.isEmpty()) {
      return false;
    }
    way.get().accept(MessageDecoder.decode(message));
    return true;
  }

  private void take(int number, JsonObject message) throws IOException {
    try {
      if (number != connections) {
        return;
      }
      if (!message.has("method")) {
        message
            .get("id")
            .filter(RequestId::isId)
            .ifPresent(id -> answer(new RequestId(id).correlation(), message));
      } else if (message.string("method").filter("notifications/progress"::equals).isPresent()) {
        progress(message);
      } else {
        listener.said(this, message);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException("stopping", stopping);
    }
  }

  private void answer(String correlation, JsonObject message) {
    Asked one = asked.remove(correlation);
    if (one != null) {
      one.answer().accept(message);
    }
  }

  /** Progress of what is answered already would be an error in the client's eyes. */
  private void progress(JsonObject message) throws InterruptedException {
    JsonObject params = message.object("params").orElse(JsonObject.empty());
    Optional<Json> own =
        params
            .get(TOKEN)
            .filter(RequestId::isId)
            .map(token -> new RequestId(token).correlation())
            .flatMap(correlation -> Optional.ofNullable(asked.get(correlation)))
            .flatMap(Asked::token);
    if (own.isPresent()) {
      listener.said(this, message.with("params", params.with(TOKEN, own.get())));
    }
  }

  void close() {
    link.ifPresent(Connector.Link::close);
  }
}
