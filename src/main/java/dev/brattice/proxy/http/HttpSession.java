package dev.brattice.proxy.http;

import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.json.Json;
import dev.brattice.json.JsonObject;
import dev.brattice.mcp.Decoded;
import dev.brattice.mcp.Methods;
import dev.brattice.wire.MessageWriter;
import dev.brattice.wire.http.EventStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One session of a client of the revisions that have sessions (2025-03-26 to 2025-11-25), with a
 * server of its own. Decides which stream a message of the server goes on: an answer on that of its
 * request, progress on that of its token, other messages on that of a request under way, and
 * otherwise on the one that the client opened to listen.
 */
final class HttpSession implements MessageWriter {
  /** How many messages wait for a client that does not listen yet; then the oldest go. */
  static final int UNSENT_MAX = 256;

  /** How many POSTs of one session may be under way. */
  static final int REPLIES_MAX = 1_000;

  private static final String TOKEN = "progressToken";

  private final String id;
  private final Map<String, Reply> byRequest = new ConcurrentHashMap<>();
  private final Deque<Reply> replies = new ConcurrentLinkedDeque<>();

  /** Guards {@link #unsent} and {@link #listening}. */
  private final ReentrantLock lock = new ReentrantLock();

  /** Another stream is listened on, or none. */
  private final Condition changed = lock.newCondition();

  private final AtomicLong turns = new AtomicLong();

  /** Of the stream that was listened on last; guarded as that. */
  private long lastTurn;

  private final Deque<JsonObject> unsent = new ArrayDeque<>();
  private Optional<EventStream> listening = Optional.empty();
  private volatile Optional<Connector.Link> link = Optional.empty();
  private volatile long usedNanos = System.nanoTime();
  private volatile boolean ended;

  /** Whether its server answered anything but errors: otherwise it was never opened. */
  private volatile boolean opened;

  HttpSession(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  /** Reaches its server from now on; ends that at once where the session has ended meanwhile. */
  void join(Connector.Link server) {
    link = Optional.of(server);
    if (ended) {
      server.close();
    }
  }

  /** Ends its server, if it has one yet. */
  void leave() {
    link.ifPresent(Connector.Link::close);
  }

  /** The way to its server. */
  Connector.Link link() {
    return link.orElseThrow(() -> new IllegalStateException("a session without a server"));
  }

  /** Whether its server is gone or the client ended it. */
  boolean hasEnded() {
    return ended;
  }

  /** Whether its server agreed to it. */
  boolean isOpened() {
    return opened;
  }

  /** Marks it as in use. */
  void touch() {
    usedNanos = System.nanoTime();
  }

  /** How long nobody used it; nothing while a request is under way or the client listens. */
  long idleNanos(long nowNanos) {
    lock.lock();
    try {
      return replies.isEmpty() && listening.isEmpty() ? nowNanos - usedNanos : 0;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Makes ready for the answers to what a POST holds.
   *
   * @return empty when an id is in use or too much is under way
   */
  Optional<Reply> expect(List<Message.Request> requests) {
    Set<String> correlations = new HashSet<>();
    Set<String> tokens = new HashSet<>();
    for (Message.Request request : requests) {
      correlations.add(request.id().correlation());
      token(request.params()).ifPresent(tokens::add);
    }
    var reply = new Reply(correlations, tokens);
    if (correlations.size() < requests.size() || replies.size() >= REPLIES_MAX) {
      return Optional.empty();
    }
    for (String correlation : correlations) {
      if (byRequest.putIfAbsent(correlation, reply) != null) {
        forget(reply);
        return Optional.empty();
      }
    }
    replies.addFirst(reply);
    return Optional.of(reply);
  }

  /** A POST is over, answered or not. */
  void forget(Reply reply) {
    replies.remove(reply);
    byRequest.values().removeIf(other -> other == reply);
    touch();
  }

  private static Optional<String> token(Optional<JsonObject> params) {
    return params
        .flatMap(it -> it.object("_meta"))
        .flatMap(meta -> meta.get(TOKEN))
        .filter(RequestId::isId)
        .map(token -> new RequestId(token).correlation());
  }

  /** What the client says; its cancellations end the replies that wait. */
  void fromClient(Decoded decoded) throws InterruptedException {
    link().accept(decoded);
    if (decoded instanceof Decoded.Single(Message.Notification notification)
        && notification.method().equals(Methods.CANCELLED)) {
      Optional<String> cancelled =
          notification
              .params()
              .flatMap(params -> params.get("requestId"))
              .filter(RequestId::isId)
              .map(request -> new RequestId(request).correlation());
      if (cancelled.isPresent()) {
        Reply reply = byRequest.remove(cancelled.get());
        if (reply != null) {
          reply.drop(cancelled.get());
        }
      }
    }
  }

  @Override
  public void write(JsonObject message) throws IOException {
    try {
      if (message.has("method")) {
        route(message);
      } else {
        answer(message);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException("stopping", stopping);
    }
  }

  /** Whoever does not wait any more gets nothing. */
  private void answer(JsonObject message) throws InterruptedException {
    Optional<String> correlation =
        message.get("id").filter(RequestId::isId).map(it -> new RequestId(it).correlation());
    opened |= message.has("result");
    if (correlation.isPresent()) {
      Reply reply = byRequest.remove(correlation.get());
      if (reply != null) {
        reply.answer(correlation.get(), message);
      }
    }
  }

  private void route(JsonObject message) throws InterruptedException {
    Optional<String> token =
        message
            .object("params")
            .flatMap(params -> params.get(TOKEN))
            .filter(RequestId::isId)
            .map((Json it) -> new RequestId(it).correlation());
    for (Reply reply : replies) {
      if ((token.isEmpty() || reply.hasToken(token.get())) && reply.precede(message)) {
        return;
      }
    }
    if (token.isEmpty()) {
      tell(message);
    }
    // Progress of what is answered already would be an error in the client's eyes.
  }

  /** Sends on the stream that the client listens on, or keeps it until there is one. */
  private void tell(JsonObject message) {
    lock.lock();
    try {
      if (listening.isPresent() && sent(listening.get(), message)) {
        return;
      }
      unsent.addLast(message);
      if (unsent.size() > UNSENT_MAX) {
        unsent.removeFirst();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean sent(EventStream stream, JsonObject message) {
    try {
      stream.write(message);
      return true;
    } catch (IOException gone) {
      listening = Optional.empty();
      return false;
    }
  }

  /** The place in line of a client that is about to listen: whoever came last is heard. */
  long takeTurn() {
    return turns.incrementAndGet();
  }

  /**
   * The client listens on {@code stream} from now on, instead of an older one, which ends where it
   * is held; nothing happens where a later one came first.
   *
   * @param turn taken before its head was sent
   * @throws IOException when it is gone already
   */
  void listen(EventStream stream, long turn) throws IOException {
    lock.lock();
    try {
      if (turn < lastTurn) {
        return;
      }
      lastTurn = turn;
      listening = Optional.of(stream);
      changed.signalAll();
      while (!unsent.isEmpty()) {
        stream.write(unsent.peekFirst());
        unsent.removeFirst();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether the client still listens on {@code stream}, and on no other, after so long; says no at
   * once when it does not.
   */
  boolean listensOn(EventStream stream, long millis) throws InterruptedException {
    long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lock();
    try {
      while (!ended && listening.filter(it -> it == stream).isPresent()) {
        if (nanos <= 0) {
          return true;
        }
        nanos = changed.awaitNanos(nanos);
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** The client no longer listens: its stream is about to end. */
  void deafen() {
    lock.lock();
    try {
      listening = Optional.empty();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The client no longer listens on {@code stream}. */
  void deafen(EventStream stream) {
    lock.lock();
    try {
      if (listening.filter(it -> it == stream).isPresent()) {
        listening = Optional.empty();
      }
    } finally {
      lock.unlock();
    }
    touch();
  }

  /** Nothing more will come: whoever waits is let go. */
  void end() {
    ended = true;
    deafen();
    for (Reply reply : replies) {
      reply.cut();
    }
  }
}
