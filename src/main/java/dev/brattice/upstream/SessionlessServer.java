package dev.brattice.upstream;

import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.json.Json;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.mcp.Answers;
import dev.brattice.mcp.Decoded;
import dev.brattice.mcp.MessageDecoder;
import dev.brattice.mcp.Methods;
import dev.brattice.mcp.Modern;
import dev.brattice.mcp.SessionBridge;
import dev.brattice.wire.MessageWriter;
import dev.brattice.wire.Oversized;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Between the relay of a client that has a session and a server that may know none. A server that
 * refuses {@code initialize} is asked whether it speaks the revision without sessions; if so,
 * everything is said in its words from then on, and what it wants to be answered before it goes on
 * with a call becomes a request to the client. Judgement sees a server with sessions either way. A
 * server that answers {@code initialize} is left alone.
 */
public final class SessionlessServer implements MessageWriter {
  /** How many calls may be under way that way; beyond it they are refused. */
  static final int CALLS_MAX = 10_000;

  private static final int INTERNAL_ERROR = -32603;
  private static final String SET_LEVEL = "logging/setLevel";

  private final MessageWriter server;
  private final AtomicLong ids = new AtomicLong();
  private final Map<String, SessionlessCall> calls = new ConcurrentHashMap<>();
  private final Map<String, SessionlessCall> asked = new ConcurrentHashMap<>();
  private final SessionlessNews news = new SessionlessNews(this::say, this::nextId);
  private volatile Optional<Hearer> hearer = Optional.empty();
  private volatile State state = new State.Unknown();
  private volatile Optional<String> logLevel = Optional.empty();

  /** Takes what the client is to get. */
  @FunctionalInterface
  public interface Hearer {
    /** A message, or what should have been one. */
    void message(Decoded decoded) throws InterruptedException;
  }

  /** What is known of the server. */
  private sealed interface State {
    /** Nothing was opened yet. */
    record Unknown() implements State {}

    /** It was asked to open a session. */
    record Opening(Message.Request request) implements State {}

    /** It refused that, and was asked what it speaks. */
    record Discovering(Message.Request request, JsonObject refusal, RequestId discovery)
        implements State {}

    /** It has sessions, or nothing that is known here: nothing is changed. */
    record Plain() implements State {}

    /** It has none. */
    record Sessionless(SessionBridge.Client client) implements State {}
  }

  /** A server that is written to through {@code server}. */
  public SessionlessServer(MessageWriter server) {
    this.server = server;
  }

  /** Gives {@code client} what the server says; before the first message. */
  public void tell(Hearer client) {
    hearer = Optional.of(client);
  }

  /** Whether what the server says can be handed on as it is. */
  public boolean isPlain() {
    return state instanceof State.Plain || state instanceof State.Unknown;
  }

  private RequestId nextId() {
    return new RequestId(new JsonString("brattice-" + ids.incrementAndGet()));
  }

  @Override
  public void write(JsonObject message) throws IOException {
    switch (state) {
      case State.Sessionless(SessionBridge.Client who) -> restate(message, who);
      case State.Unknown ignored -> {
        if (MessageDecoder.decode(message) instanceof Decoded.Single(Message.Request request)
            && !request.method().equals(Methods.PING)) {
          state =
              request.method().equals(Methods.INITIALIZE)
                  ? new State.Opening(request)
                  : new State.Plain();
        }
        server.write(message);
      }
      default -> server.write(message);
    }
  }

  private void restate(JsonObject message, SessionBridge.Client who) throws IOException {
    try {
      switch (MessageDecoder.decode(message)) {
        case Decoded.Single(Message.Request request) -> request(request, who);
        case Decoded.Single(Message.Notification notification) -> told(notification, who);
        case Decoded.Single(Message.Result result) ->
            answered(result.id(), Optional.of(result.result()), who);
        case Decoded.Single(Message.Failure failure) ->
            answered(failure.id(), Optional.empty(), who);
        default -> {
          // Whatever it is, there are no words for it.
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException("stopping", stopping);
    }
  }

  private void request(Message.Request request, SessionBridge.Client who)
      throws IOException, InterruptedException {
    Optional<String> uri = request.params().flatMap(params -> params.string("uri"));
    switch (request.method()) {
      case Methods.PING -> nothing(request);
      case SET_LEVEL -> {
        logLevel = request.params().flatMap(params -> params.string("level"));
        nothing(request);
      }
      case "resources/subscribe" -> {
        uri.ifPresent(news::add);
        news.listen(who);
        nothing(request);
      }
      case "resources/unsubscribe" -> {
        uri.ifPresent(news::remove);
        news.listen(who);
        nothing(request);
      }
      default -> call(new SessionlessCall(request), request.id(), request.tree(), who);
    }
  }

  /** What is done here has nothing to tell. */
  private void nothing(Message.Request request) throws InterruptedException {
    hear(Answers.result(request.id(), JsonObject.empty()));
  }

  private void call(SessionlessCall call, RequestId id, JsonObject tree, SessionBridge.Client who)
      throws IOException, InterruptedException {
    if (calls.size() >= CALLS_MAX) {
      fail(call, "expected at most " + CALLS_MAX + " calls under way, got one more");
      return;
    }
    call.sentAs(id);
    calls.put(id.correlation(), call);
    server.write(SessionBridge.toModern(tree, who, logLevel));
  }

  private void told(Message.Notification notification, SessionBridge.Client who)
      throws IOException {
    switch (notification.method()) {
      case "notifications/initialized" -> news.listen(who);
      case Methods.CANCELLED -> cancel(notification);
      default -> {
        // There is nothing that such a server is told.
      }
    }
  }

  private void cancel(Message.Notification notification) throws IOException {
    Optional<RequestId> id =
        notification
            .params()
            .flatMap(params -> params.get("requestId"))
            .filter(RequestId::isId)
            .map(RequestId::new);
    if (id.isEmpty()) {
      return;
    }
    asked.values().removeIf(call -> call.isOf(id.get()));
    Optional<SessionlessCall> open =
        calls.values().stream().filter(call -> call.isOf(id.get())).findFirst();
    if (open.isPresent() && calls.remove(open.get().id().correlation(), open.get())) {
      JsonObject params = JsonObject.of("requestId", open.get().id().value());
      server.write(Answers.notification(Methods.CANCELLED).with("params", params));
    }
  }

  /** The client answered what it was asked. */
  private void answered(RequestId question, Optional<Json> answer, SessionBridge.Client who)
      throws IOException, InterruptedException {
    SessionlessCall call = asked.remove(question.correlation());
    if (call == null) {
      return;
    }
    if (answer.isEmpty()) {
      asked.values().removeIf(other -> other == call);
      fail(call, "the client did not give what the server asked for");
      return;
    }
    Optional<JsonObject> retry = call.answered(question, answer.get(), this::nextId);
    if (retry.isPresent()) {
      call(call, new RequestId(retry.get().get("id").orElseThrow()), retry.get(), who);
    }
  }

  /** Takes what the server said. */
  public void fromServer(Decoded decoded) throws InterruptedException {
    switch (state) {
      case State.Opening(Message.Request request) -> opening(decoded, request);
      case State.Discovering discovering -> discovering(decoded, discovering);
      case State.Sessionless(SessionBridge.Client who) -> heard(decoded, who);
      default -> hand(decoded);
    }
  }

  /** What is too long to be read, under the name by which the client knows it. */
  public Oversized fromServer(Oversized message) {
    Optional<SessionlessCall> call =
        message
            .id()
            .filter(RequestId::isId)
            .map(id -> new RequestId(id).correlation())
            .flatMap(id -> Optional.ofNullable(calls.remove(id)));
    return call.isPresent()
        ? new Oversized(
            message.bytes(), Optional.of(call.get().request().id().value()), message.hasMethod())
        : message;
  }

  private void opening(Decoded decoded, Message.Request request) throws InterruptedException {
    if (decoded instanceof Decoded.Single(Message.Failure failure)
        && failure.id().equals(request.id())) {
      RequestId discovery = nextId();
      state = new State.Discovering(request, failure.tree(), discovery);
      say(
          SessionBridge.discovery(
              discovery, SessionBridge.Client.of(request.params().orElse(JsonObject.empty()))));
      return;
    }
    if (decoded instanceof Decoded.Single(Message.Result result)
        && result.id().equals(request.id())) {
      state = new State.Plain();
    }
    hand(decoded);
  }

  private void discovering(Decoded decoded, State.Discovering asking) throws InterruptedException {
    if (decoded instanceof Decoded.Single(Message.Result result)
        && result.id().equals(asking.discovery())
        && SessionBridge.speaksModern(result.result())
        && result.result() instanceof JsonObject discovered) {
      JsonObject params = asking.request().params().orElse(JsonObject.empty());
      state = new State.Sessionless(SessionBridge.Client.of(params));
      news.changing(discovered.object("capabilities").orElse(JsonObject.empty()));
      String wanted = params.string("protocolVersion").orElse("");
      hear(Answers.result(asking.request().id(), SessionBridge.opened(discovered, wanted)));
    } else if (answers(decoded, asking.discovery())) {
      state = new State.Plain();
      hear(asking.refusal());
    } else {
      hand(decoded);
    }
  }

  private static boolean answers(Decoded decoded, RequestId id) {
    return switch (decoded) {
      case Decoded.Single(Message.Result result) -> result.id().equals(id);
      case Decoded.Single(Message.Failure failure) -> failure.id().equals(id);
      default -> false;
    };
  }

  private void heard(Decoded decoded, SessionBridge.Client who) throws InterruptedException {
    switch (decoded) {
      case Decoded.Single(Message.Result result) -> result(result, who);
      case Decoded.Single(Message.Failure failure) -> {
        if (!news.ended(failure.id(), who)) {
          Optional<SessionlessCall> call = take(failure.id());
          RequestId id = call.map(it -> it.request().id()).orElse(failure.id());
          hear(failure.tree().with("id", id.value()));
        }
      }
      case Decoded.Single(Message.Notification notification) -> {
        if (!notification.method().equals(Modern.ACKNOWLEDGED)) {
          news.heard();
          hear(SessionBridge.unsubscribed(notification.tree()));
        }
      }
      case Decoded.Batch batch -> {
        for (Decoded element : batch.elements()) {
          heard(element, who);
        }
      }
      default -> hand(decoded);
    }
  }

  private Optional<SessionlessCall> take(RequestId id) {
    return Optional.ofNullable(calls.remove(id.correlation()));
  }

  private void result(Message.Result result, SessionBridge.Client who) throws InterruptedException {
    if (news.ended(result.id(), who)) {
      return;
    }
    Optional<SessionlessCall> call = take(result.id());
    if (call.isEmpty()) {
      hand(new Decoded.Single(result));
      return;
    }
    Message.Request request = call.get().request();
    if (SessionBridge.asks(result.result()) && result.result() instanceof JsonObject asking) {
      ask(call.get(), asking, who);
    } else {
      JsonObject own = result.tree().with("id", request.id().value());
      hear(own.with("result", SessionBridge.toLegacy(result.result(), request.method())));
    }
  }

  /** The server wants to know something first. */
  private void ask(SessionlessCall call, JsonObject asking, SessionBridge.Client who)
      throws InterruptedException {
    Optional<Map<RequestId, JsonObject>> questions = call.ask(asking, this::nextId);
    if (questions.isEmpty()) {
      fail(call, "the server asked for something that cannot be asked, or too often");
      return;
    }
    if (questions.get().isEmpty()) {
      JsonObject retry = call.retry(nextId());
      try {
        call(call, new RequestId(retry.get("id").orElseThrow()), retry, who);
      } catch (IOException gone) {
        fail(call, "the server cannot be reached any more");
      }
      return;
    }
    questions.get().keySet().forEach(id -> asked.put(id.correlation(), call));
    for (JsonObject question : questions.get().values()) {
      hear(question);
    }
  }

  private void fail(SessionlessCall call, String problem) throws InterruptedException {
    hear(Answers.error(call.request().id(), INTERNAL_ERROR, problem));
  }

  private void hear(JsonObject message) throws InterruptedException {
    hand(MessageDecoder.decode(message));
  }

  private void hand(Decoded decoded) throws InterruptedException {
    hearer.orElseThrow(() -> new IllegalStateException("nobody listens")).message(decoded);
  }

  /** Says something of our own; a server that is gone is noticed where its answers are read. */
  private void say(JsonObject message) {
    try {
      server.write(message);
    } catch (IOException gone) {
      // See above.
    }
  }
}
