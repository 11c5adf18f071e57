package dev.brattice.proxy;

import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.mcp.Answers;
import dev.brattice.mcp.Methods;
import dev.brattice.policy.Reason;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Calls that wait for a person, asked through the client's own elicitation. The agent cannot
 * answer: only the client's user interface can. Nor can the server pass a question of its own off
 * as one of these: their ids cannot be guessed.
 */
final class Asking {
  /** The most calls that wait at once; one more is denied. */
  static final int WAITING_MAX = 32;

  /** How long a call waits before it is denied, in milliseconds. */
  static final long WAIT_MILLIS = 300_000;

  private static final int ID_BYTES = 16;

  private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
  private final long waitMillis;

  /** Questions of which each waits so long: {@link #WAIT_MILLIS} but in tests. */
  Asking(long waitMillis) {
    this.waitMillis = waitMillis;
  }

  /**
   * Loaded with the first question: most sessions never ask, and start-up should not pay for it.
   */
  private static final class Chance {
    private static final SecureRandom RANDOM = new SecureRandom();
  }

  /**
   * A call that waits.
   *
   * @param by what judged it, and goes on with it
   * @param settled opens when it no longer does
   */
  record Waiting(
      Message.Request request, Passage passage, Ruling ruling, Ready by, CountDownLatch settled) {}

  /** A question for the client about a waiting call. */
  record Question(RequestId id, JsonObject message) {}

  /** The question for the client, or empty when too many calls wait. */
  Optional<Question> ask(Message.Request request, Passage passage, Ruling ruling, Ready by) {
    if (waiting.size() >= WAITING_MAX) {
      return Optional.empty();
    }
    byte[] unguessable = new byte[ID_BYTES];
    Chance.RANDOM.nextBytes(unguessable);
    var id = new RequestId(new JsonString("brattice-" + HexFormat.of().formatHex(unguessable)));
    waiting.put(id.correlation(), new Waiting(request, passage, ruling, by, new CountDownLatch(1)));
    return Optional.of(
        new Question(id, Answers.request(id, Methods.ELICITATION, question(passage, ruling))));
  }

  private static JsonObject question(Passage passage, Ruling ruling) {
    Reason reason = ruling.verdict().reason();
    JsonObject choice =
        JsonObject.of("type", new JsonString("string"))
            .with("title", "Decision")
            .with("enum", JsonArray.of(new JsonString("allow"), new JsonString("deny")));
    JsonObject schema =
        JsonObject.of("type", new JsonString("object"))
            .with("properties", JsonObject.of("decision", choice))
            .with("required", JsonArray.of(new JsonString("decision")));
    return JsonObject.of(
            "message",
            new JsonString(
                "Brattice asks before "
                    + passage.tool()
                    + " runs ("
                    + reason.rule()
                    + "): "
                    + reason.text()
                    + " Allow this one call?"))
        .with("requestedSchema", schema);
  }

  /** The call that {@code id} was the question for, which no longer waits; empty for other ids. */
  Optional<Waiting> take(RequestId id) {
    Optional<Waiting> call = Optional.ofNullable(waiting.remove(id.correlation()));
    call.ifPresent(taken -> taken.settled().countDown());
    return call;
  }

  /**
   * Takes the call that {@code question} is about when nobody answers in time, and hands it to
   * {@code late}. Ends with the question, so that answered ones leave nothing behind.
   *
   * @return what waits
   */
  Thread expire(RequestId question, Consumer<Waiting> late) {
    Optional<Waiting> call = Optional.ofNullable(waiting.get(question.correlation()));
    return Thread.ofVirtual()
        .start(
            () -> {
              if (call.isPresent() && isLate(call.get())) {
                take(question).ifPresent(late);
              }
            });
  }

  private boolean isLate(Waiting call) {
    try {
      return !call.settled().await(waitMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Drops the question about the client's request {@code id}, which was cancelled. */
  boolean cancel(RequestId id) {
    return waiting
        .values()
        .removeIf(
            call -> {
              boolean meant = call.request().id().correlation().equals(id.correlation());
              if (meant) {
                call.settled().countDown();
              }
              return meant;
            });
  }

  /** Lets every call go that waits; the ids of their requests. */
  List<RequestId> release() {
    List<RequestId> released = new ArrayList<>();
    for (Waiting call : List.copyOf(waiting.values())) {
      if (cancel(call.request().id())) {
        released.add(call.request().id());
      }
    }
    return released;
  }

  /** Whether the client's request {@code id} waits here. */
  boolean holds(RequestId id) {
    return !waiting.isEmpty()
        && waiting.values().stream()
            .anyMatch(call -> call.request().id().correlation().equals(id.correlation()));
  }

  /** Whether the person said yes. Anything else is no. */
  static boolean isAllowed(Json result) {
    return result instanceof JsonObject answer
        && answer.string("action").filter("accept"::equals).isPresent()
        && answer
            .object("content")
            .flatMap(content -> content.string("decision"))
            .filter("allow"::equals)
            .isPresent();
  }
}
