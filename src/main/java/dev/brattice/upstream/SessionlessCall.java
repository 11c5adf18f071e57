package dev.brattice.upstream;

import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.json.Json;
import dev.brattice.json.JsonObject;
import dev.brattice.mcp.Answers;
import dev.brattice.mcp.SessionBridge;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A client's request to a server without sessions, through the rounds in which that asks back. */
final class SessionlessCall {
  /** How often a server may ask before it answers. */
  static final int ROUNDS_MAX = 32;

  /** How much it may ask at once. */
  static final int QUESTIONS_MAX = 32;

  private final Message.Request request;

  /** Guards what follows. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, Json> answers = new LinkedHashMap<>();
  private JsonObject asking = JsonObject.empty();
  private int rounds;
  private volatile RequestId id;

  SessionlessCall(Message.Request request) {
    this.request = request;
    this.id = request.id();
  }

  /** What the client asked. */
  Message.Request request() {
    return request;
  }

  /** Under which id the server knows it now. */
  RequestId id() {
    return id;
  }

  void sentAs(RequestId other) {
    id = other;
  }

  /** Whether the client knows it under {@code other}. */
  boolean isOf(RequestId other) {
    return request.id().correlation().equals(other.correlation());
  }

  /**
   * A new round.
   *
   * @return what the client is to be asked; empty where that cannot be
   */
  Optional<Map<RequestId, JsonObject>> ask(JsonObject result, Supplier<RequestId> ids) {
    Optional<List<SessionBridge.Question>> all = SessionBridge.questions(result, QUESTIONS_MAX);
    lock.lock();
    try {
      rounds++;
      if (all.isEmpty() || rounds > ROUNDS_MAX) {
        return Optional.empty();
      }
      asking = result;
      names.clear();
      answers.clear();
      Map<RequestId, JsonObject> questions = new LinkedHashMap<>();
      for (SessionBridge.Question question : all.get()) {
        RequestId own = ids.get();
        names.put(own.correlation(), question.name());
        questions.put(own, Answers.request(own, question.method(), question.params()));
      }
      return Optional.of(questions);
    } finally {
      lock.unlock();
    }
  }

  /** Takes the client's answer; the request once more when it was the last one. */
  Optional<JsonObject> answered(RequestId question, Json answer, Supplier<RequestId> ids) {
    lock.lock();
    try {
      String name = names.remove(question.correlation());
      if (name == null) {
        return Optional.empty();
      }
      answers.put(name, answer);
      return names.isEmpty() ? Optional.of(retry(ids.get())) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** The request once more, with all that was answered. */
  JsonObject retry(RequestId own) {
    lock.lock();
    try {
      return SessionBridge.retry(request.tree(), own, asking, answers);
    } finally {
      lock.unlock();
    }
  }
}
