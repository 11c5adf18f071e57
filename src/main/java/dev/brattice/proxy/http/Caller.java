package dev.brattice.proxy.http;

import dev.brattice.call.Message;
import dev.brattice.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Who waits for the answer to one call of a client without sessions. Where the server asks the
 * client something meanwhile, the client is told so as the result, and comes back under another id
 * with what it was asked for: then another POST waits for the same call.
 */
final class Caller {
  /** How many questions of one call may wait; one more is refused. */
  static final int QUESTIONS_MAX = 16;

  private final boolean canAsk;
  private final Deque<JsonObject> questions = new ArrayDeque<>();
  private Reply reply;
  private Message.Request request;
  private Optional<JsonObject> early = Optional.empty();
  private boolean parked;

  /** A client that cannot be asked anything. */
  static Caller of(Message.Request request, Reply reply) {
    return new Caller(request, reply, false);
  }

  /**
   * A client that waits.
   *
   * @param canAsk whether the server may ask it something on the way
   */
  Caller(Message.Request request, Reply reply, boolean canAsk) {
    this.request = request;
    this.reply = reply;
    this.canAsk = canAsk;
  }

  /** Where its answer goes now. */
  synchronized Reply reply() {
    return reply;
  }

  /** What it asked last. */
  synchronized Message.Request request() {
    return request;
  }

  /** The answer to the call; kept where nobody waits at the moment. */
  void answer(JsonObject message) throws InterruptedException {
    Reply waits;
    synchronized (this) {
      if (parked) {
        early = Optional.of(message);
        return;
      }
      waits = reply;
    }
    waits.answer(request().id().correlation(), message);
  }

  /**
   * The server asks the client something.
   *
   * @return false where it cannot be asked
   */
  boolean ask(JsonObject question) throws InterruptedException {
    Reply waits;
    synchronized (this) {
      if (!canAsk || questions.size() >= QUESTIONS_MAX) {
        return false;
      }
      questions.addLast(question);
      if (parked) {
        return true;
      }
      parked = true;
      waits = reply;
    }
    // The POST ends here: who handles it sees that the call is parked and says so to the client.
    waits.cut();
    return true;
  }

  /** The question that the client is to answer next; empty where there is none. */
  synchronized Optional<JsonObject> question() {
    return Optional.ofNullable(questions.peekFirst());
  }

  /** Whether the call waits for its client. */
  synchronized boolean isParked() {
    return parked;
  }

  /**
   * The client is back, with the answer to the first question.
   *
   * @return the answer to the call, where that came meanwhile
   */
  synchronized Optional<JsonObject> resume(Message.Request retry, Reply next) {
    questions.pollFirst();
    request = retry;
    reply = next;
    parked = !questions.isEmpty();
    return early;
  }
}
