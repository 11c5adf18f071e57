package dev.brattice.proxy.http;

import dev.brattice.json.JsonObject;
import dev.brattice.wire.http.EventStream;
import dev.brattice.wire.http.HttpResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;

/**
 * What one POST gets: the answers to its requests, and before them whatever belongs to these. One
 * answer and nothing else is plain JSON; anything more makes it a stream of events.
 */
final class Reply {
  /** How many messages may wait for the client to read them; the server waits behind them. */
  static final int WAITING_MAX = 64;

  /** How long the server waits for a client that does not read, in milliseconds. */
  static final long SLOW_MILLIS = 30_000;

  /** After so long without a message the client is shown that we are still there. */
  static final long PING_MILLIS = 5_000;

  private static final Part PING = new Part.Ping();

  private final BlockingQueue<Part> parts = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Set<String> open;
  private final Set<String> progressTokens;
  private final long slowMillis;
  private volatile boolean over;

  /** Nothing more will be put in: what waits is all there is. */
  private volatile boolean ended;

  /** The stream, once there is more than one message; of the thread that sends. */
  private Optional<EventStream> events = Optional.empty();

  /** One thing to send. */
  private sealed interface Part {
    record Message(JsonObject message, boolean last) implements Part {}

    record Cut() implements Part {}

    record Ping() implements Part {}
  }

  /**
   * A reply.
   *
   * @param open correlations of the requests that it must answer
   * @param progressTokens correlations of the tokens that they gave
   */
  Reply(Set<String> open, Set<String> progressTokens) {
    this(open, progressTokens, SLOW_MILLIS);
  }

  Reply(Set<String> open, Set<String> progressTokens, long slowMillis) {
    this.slowMillis = slowMillis;
    this.open = new HashSet<>(open);
    this.progressTokens = Set.copyOf(progressTokens);
  }

  /** Whether progress under this token belongs here. */
  boolean hasToken(String correlation) {
    return progressTokens.contains(correlation);
  }

  /** Takes something that goes before the answer; false when it is too late for that. */
  boolean precede(JsonObject message) throws InterruptedException {
    return !over && put(new Part.Message(message, false));
  }

  /** Takes the answer to the request with this correlation. */
  void answer(String correlation, JsonObject message) throws InterruptedException {
    boolean last;
    synchronized (open) {
      open.remove(correlation);
      last = open.isEmpty();
    }
    over |= last;
    put(new Part.Message(message, last));
  }

  /** There will be no answer to this request: it was cancelled. */
  void drop(String correlation) {
    boolean last;
    synchronized (open) {
      open.remove(correlation);
      last = open.isEmpty();
    }
    if (last) {
      cut();
    }
  }

  /** Ends it as it is, without waiting for whoever reads it. */
  void cut() {
    over = true;
    ended = true;
    // Wakes the sender; where there is no room it is awake, and finds out by itself.
    boolean ignored = parts.offer(new Part.Cut());
  }

  /** A client that is too slow once gets no more: the server must not wait for it again. */
  private boolean put(Part part) throws InterruptedException {
    if (ended) {
      return false;
    }
    if (parts.offer(part, slowMillis, TimeUnit.MILLISECONDS)) {
      return true;
    }
    cut();
    return false;
  }

  /** The next thing to send; nothing after a while without any. */
  private Optional<Part> next() throws InterruptedException {
    Part part = ended ? parts.poll() : parts.poll(PING_MILLIS, TimeUnit.MILLISECONDS);
    return part == null && ended ? Optional.of(new Part.Cut()) : Optional.ofNullable(part);
  }

  /** Sends everything to the client until the last answer. */
  void send(HttpResponse response) throws IOException, InterruptedException {
    send(response, answer -> 200);
  }

  /**
   * Sends everything to the client until the last answer.
   *
   * @param status the HTTP status that goes with an answer that is all there is
   */
  void send(HttpResponse response, ToIntFunction<JsonObject> status)
      throws IOException, InterruptedException {
    send(response, status, () -> false);
  }

  /**
   * Sends everything to the client until the last answer.
   *
   * @param status the HTTP status that goes with an answer that is all there is
   * @param staysOpen whether, once it was cut, {@link #finish} will send the answer
   */
  void send(HttpResponse response, ToIntFunction<JsonObject> status, BooleanSupplier staysOpen)
      throws IOException, InterruptedException {
    boolean unfinished = false;
    try {
      while (true) {
        Part part = next().orElse(PING);
        if (part instanceof Part.Cut && events.isEmpty() && staysOpen.getAsBoolean()) {
          unfinished = true;
          return;
        }
        if (part instanceof Part.Message(JsonObject message, boolean last)
            && last
            && events.isEmpty()) {
          response.json(status.applyAsInt(message), message);
          return;
        }
        EventStream stream = events.isPresent() ? events.get() : response.events();
        events = Optional.of(stream);
        switch (part) {
          case Part.Ping ignored -> stream.ping();
          case Part.Cut ignored -> {
            unfinished = staysOpen.getAsBoolean();
            return;
          }
          case Part.Message(JsonObject message, boolean last) -> {
            stream.write(message);
            if (last) {
              return;
            }
          }
        }
      }
    } finally {
      over = true;
      ended = true;
      // Whoever waits for room must not wait for a client that is gone.
      parts.clear();
      if (events.isPresent() && !unfinished) {
        events.get().close();
      }
    }
  }

  /** Sends the answer after a cut: on the stream that is open, or as all there is. */
  void finish(HttpResponse response, JsonObject answer) throws IOException {
    if (events.isEmpty()) {
      response.json(200, answer);
      return;
    }
    try (EventStream stream = events.get()) {
      stream.write(answer);
    }
  }
}
