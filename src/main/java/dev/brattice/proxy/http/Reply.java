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

  private final BlockingQueue<Part> parts = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Set<String> open;
  private final Set<String> progressTokens;
  private volatile boolean over;

  /** The stream, once there is more than one message; of the thread that sends. */
  private Optional<EventStream> events = Optional.empty();

  /** One thing to send. */
  private sealed interface Part {
    record Message(JsonObject message, boolean last) implements Part {}

    record Cut() implements Part {}
  }

  /**
   * A reply.
   *
   * @param open correlations of the requests that it must answer
   * @param progressTokens correlations of the tokens that they gave
   */
  Reply(Set<String> open, Set<String> progressTokens) {
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
  void drop(String correlation) throws InterruptedException {
    boolean last;
    synchronized (open) {
      open.remove(correlation);
      last = open.isEmpty();
    }
    if (last) {
      cut();
    }
  }

  /** Ends it as it is. */
  void cut() throws InterruptedException {
    over = true;
    put(new Part.Cut());
  }

  private boolean put(Part part) throws InterruptedException {
    return parts.offer(part, SLOW_MILLIS, TimeUnit.MILLISECONDS);
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
    boolean open = false;
    try {
      while (true) {
        Part part = parts.poll(PING_MILLIS, TimeUnit.MILLISECONDS);
        if (part instanceof Part.Cut && events.isEmpty() && staysOpen.getAsBoolean()) {
          open = true;
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
          case null -> stream.ping();
          case Part.Cut ignored -> {
            open = staysOpen.getAsBoolean();
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
      if (events.isPresent() && !open) {
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
