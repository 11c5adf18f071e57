package dev.brattice.upstream;

import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.json.Json;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonWriter;
import dev.brattice.mcp.Decoded;
import dev.brattice.mcp.MessageDecoder;
import dev.brattice.mcp.Methods;
import dev.brattice.wire.Frame;
import dev.brattice.wire.Line;
import dev.brattice.wire.MessageWriter;
import dev.brattice.wire.Oversized;
import dev.brattice.wire.http.HttpCall;
import dev.brattice.wire.http.HttpCalls;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One session with a server over Streamable HTTP, or over the older HTTP with events where the
 * server has nothing newer; without a session for messages of the revision that has none. Every
 * request gets exactly one answer: the server's, or an error of ours.
 */
public final class HttpUpstream implements MessageWriter, AutoCloseable {
  private static final String INITIALIZED = "notifications/initialized";
  private static final int NOT_FOUND = 404;

  private final RemoteServer server;
  private final HttpCalls calls;
  private final Breaker breaker;
  private final Heads heads;
  private final MessageDecoder decoder;
  private final Map<String, Asked> open = new ConcurrentHashMap<>();
  private final AtomicBoolean ended = new AtomicBoolean();

  /** Holds what streams say apart: {@link #hearer} gets one thing at a time. */
  private final ReentrantLock order = new ReentrantLock();

  private volatile Optional<FromServer> hearer = Optional.empty();

  /** Where messages go to; another address where the server named one. */
  private volatile URI address;

  /** What was shown last. */
  private volatile Optional<String> authorization = Optional.empty();

  private volatile boolean answersOnStream;
  private volatile long heardNanos = System.nanoTime();
  private volatile Optional<HttpCall> stream = Optional.empty();

  /**
   * A session that is not open yet: the first request opens it.
   *
   * @param breaker keeps from asking a server that fails again and again
   */
  public HttpUpstream(RemoteServer server, HttpCalls calls, Breaker breaker) {
    this.server = server;
    this.calls = calls;
    this.breaker = breaker;
    this.heads = new Heads(server);
    this.address = server.url();
    this.decoder = MessageDecoder.upTo(server.frameBytesMax());
  }

  /** Gives {@code listener} what the server says; before the first message. */
  public void tell(FromServer listener) {
    hearer = Optional.of(listener);
  }

  private FromServer hearer() {
    return hearer.orElseThrow(() -> new IllegalStateException("nobody listens"));
  }

  RemoteServer server() {
    return server;
  }

  Breaker breaker() {
    return breaker;
  }

  Heads heads() {
    return heads;
  }

  /** Sends what the client says. Answers come later; what needs none was taken on return. */
  @Override
  public void write(JsonObject message) throws IOException {
    if (ended.get()) {
      throw new IOException("the session is over");
    }
    try {
      switch (MessageDecoder.decode(message)) {
        case Decoded.Single(Message.Request request) -> ask(request);
        case Decoded.Single(Message.Notification notification) -> say(notification);
        default -> post(message);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException("stopping", stopping);
    }
  }

  private void ask(Message.Request request) {
    var asked = new Asked(this, request);
    open.put(request.id().correlation(), asked);
    start("request", asked::run);
  }

  private void say(Message.Notification notification) throws IOException, InterruptedException {
    if (notification.method().equals(Methods.CANCELLED)) {
      cancel(notification);
      return;
    }
    post(notification.tree());
    if (notification.method().equals(INITIALIZED) && !answersOnStream) {
      start("listener", new Listening(this)::run);
    }
  }

  /** Where there is no session, closing the stream of a request is how it is cancelled. */
  private void cancel(Message.Notification notification) throws IOException, InterruptedException {
    Optional<Asked> asked =
        notification
            .params()
            .flatMap(params -> params.get("requestId"))
            .filter(RequestId::isId)
            .map(id -> new RequestId(id).correlation())
            .flatMap(id -> Optional.ofNullable(open.remove(id)));
    try {
      if (asked.isPresent() && !asked.get().isModern()) {
        post(notification.tree());
      }
    } finally {
      asked.ifPresent(Asked::close);
    }
  }

  private void post(JsonObject message) throws IOException, InterruptedException {
    HttpCall call = begin("POST", heads.told(), message, server.waits().told());
    try {
      HttpCall.Answer answer = call.answer();
      answer.finish();
      if (isDeath(answer.status())) {
        gone("ended the session");
      } else if (answer.status() >= 300) {
        throw new IOException("HTTP status " + answer.status());
      }
    } finally {
      call.close();
    }
  }

  HttpCall begin(String method, Map<String, String> headers, JsonObject body, long silenceMillis)
      throws IOException, InterruptedException {
    byte[] bytes = JsonWriter.bytes(body);
    return calls.begin(method, address, authorized(headers), Optional.of(bytes), silenceMillis);
  }

  /** {@code headers} with what shows who we are. */
  private Map<String, String> authorized(Map<String, String> headers)
      throws IOException, InterruptedException {
    Optional<String> shown = server.credentials().authorization();
    if (shown.isEmpty()) {
      return headers;
    }
    authorization = shown;
    Map<String, String> all = new HashMap<>(headers);
    all.put("Authorization", shown.get());
    return all;
  }

  /** Whether credentials that the server just refused can be had anew. */
  boolean renewsCredentials() {
    return authorization.filter(server.credentials()::renew).isPresent();
  }

  /** Begins to listen. */
  HttpCall listen(Optional<String> lastId, long silenceMillis)
      throws IOException, InterruptedException {
    Map<String, String> headers = authorized(heads.listening(lastId));
    return calls.begin("GET", server.url(), headers, Optional.empty(), silenceMillis);
  }

  /** Whether {@code status} says that there is no such session any more. */
  boolean isDeath(int status) {
    return status == NOT_FOUND && (heads.session().isPresent() || answersOnStream);
  }

  /** Answers come on {@code call} from now on, and messages go to {@code target}. */
  void moveTo(URI target, HttpCall call) {
    address = target;
    answersOnStream = true;
    stream = Optional.of(call);
    if (ended.get()) {
      call.close();
    }
  }

  boolean answersOnStream() {
    return answersOnStream;
  }

  /** When the server last said anything. */
  long heardNanos() {
    return heardNanos;
  }

  boolean hasEnded() {
    return ended.get();
  }

  /** Whether nobody answered {@code asked} yet and it still wants to be. */
  boolean isOpen(Asked asked) {
    return open.get(asked.correlation()) == asked;
  }

  /** Takes what a stream or a body held. */
  void hear(Line line) throws InterruptedException {
    switch (line) {
      case Oversized oversized -> oversized(oversized);
      case Frame frame -> {
        if (!frame.isBlank()) {
          hear(decoder.decode(frame));
        }
      }
    }
  }

  /** The answer of {@code asked} was too long. */
  void oversized(Asked asked, long bytes) throws InterruptedException {
    if (open.remove(asked.correlation(), asked)) {
      oversized(new Oversized(bytes, Optional.of(asked.request().id().value()), false));
    }
  }

  private void oversized(Oversized message) throws InterruptedException {
    order.lockInterruptibly();
    try {
      hearer().oversized(message);
    } finally {
      order.unlock();
    }
  }

  /** Takes a message of the server, or what stands for one. */
  void hear(Decoded decoded) throws InterruptedException {
    heardNanos = System.nanoTime();
    note(decoded);
    order.lockInterruptibly();
    try {
      hearer().message(decoded);
    } finally {
      order.unlock();
    }
  }

  private void note(Decoded decoded) {
    switch (decoded) {
      case Decoded.Single(Message.Result result) ->
          settle(result.id()).ifPresent(asked -> learn(asked.request().method(), result.result()));
      case Decoded.Single(Message.Failure failure) -> settle(failure.id());
      case Decoded.Single ignored -> {}
      case Decoded.Malformed malformed -> malformed.id().ifPresent(this::settle);
      case Decoded.Batch batch -> batch.elements().forEach(this::note);
    }
  }

  private Optional<Asked> settle(RequestId id) {
    Optional<Asked> asked = Optional.ofNullable(open.remove(id.correlation()));
    asked.ifPresent(Asked::settled);
    return asked;
  }

  private void learn(String method, Json result) {
    if (method.equals(Methods.TOOLS_LIST)) {
      heads.parameters().learn(result);
    } else if (method.equals(Methods.INITIALIZE) && result instanceof JsonObject opened) {
      opened.string("protocolVersion").ifPresent(heads::negotiated);
    }
  }

  /** Gives {@code asked} the error {@code answer}, unless it was answered meanwhile. */
  void fail(Asked asked, JsonObject answer, String sentence) throws InterruptedException {
    if (isOpen(asked)) {
      hearer().failed(sentence);
      hear(MessageDecoder.decode(answer));
    }
  }

  /** Nothing more will come: what is open and whatever still comes is answered by the listener. */
  void gone(String problem) {
    if (ended.compareAndSet(false, true)) {
      closeCalls();
      hearer().gone(problem);
    }
  }

  private void closeCalls() {
    open.values().forEach(Asked::close);
    open.clear();
    stream.ifPresent(HttpCall::close);
  }

  /** A call that is closed with the session. */
  void keep(HttpCall call) {
    stream = Optional.of(call);
    if (ended.get()) {
      call.close();
    }
  }

  /** Starts {@code work} on a thread of its own, whose faults end the session. */
  void start(String what, Work work) {
    Thread.ofVirtual().name("brattice-" + server.name() + "-" + what).start(() -> run(work));
  }

  private void run(Work work) {
    try {
      work.run();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) {
      // A thread's entry point: nothing more may pass. A bug's own message may quote an argument.
      gone("cannot be talked to: internal error: " + bug.getClass().getSimpleName());
    } catch (OutOfMemoryError full) {
      gone("sent a message that did not fit the memory; lower limits.frame_bytes_max");
    }
  }

  /** What a thread does. */
  @FunctionalInterface
  interface Work {
    void run() throws InterruptedException;
  }

  /** Ends the session and tells the server so, without waiting for what it says to that. */
  @Override
  public void close() {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    closeCalls();
    if (heads.session().isPresent()) {
      HttpCall leaving =
          calls.begin(
              "DELETE", server.url(), leaving(), Optional.empty(), server.waits().leaving());
      start("leaver", () -> leave(leaving));
    }
  }

  /** With what was shown last: nobody waits for other credentials in order to leave. */
  private Map<String, String> leaving() {
    Map<String, String> headers = heads.inSession();
    authorization.ifPresent(shown -> headers.put("Authorization", shown));
    return headers;
  }

  /** Some servers do not let clients end sessions, and end unused ones by themselves. */
  private static void leave(HttpCall leaving) throws InterruptedException {
    try (leaving) {
      leaving.answer().finish();
    } catch (IOException unheard) {
      // See above.
    }
  }
}
