package dev.brattice.proxy.http;

import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonObject;
import dev.brattice.mcp.Answers;
import dev.brattice.mcp.Bridge;
import dev.brattice.mcp.Decoded;
import dev.brattice.mcp.Methods;
import dev.brattice.mcp.Modern;
import dev.brattice.upstream.UpstreamException;
import dev.brattice.wire.MessageWriter;
import dev.brattice.wire.http.HttpRequest;
import dev.brattice.wire.http.HttpResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The part of an endpoint for clients without sessions (MCP 2026-07-28): each POST by itself, over
 * one server that all share. A client that closes its stream has cancelled.
 */
final class Stateless {
  private static final int INVALID_REQUEST = -32600;
  private static final int INTERNAL_ERROR = -32603;
  private static final RequestId NO_ID = new RequestId(JsonNull.NULL);

  /** Under which name a client finds the one thing that it is asked at a time. */
  private static final String QUESTION = "question";

  /** What a server gets where its client came back without an answer. */
  private static final JsonObject DECLINED = JsonObject.empty().with("action", "cancel");

  private static final int INVALID_PARAMS = -32602;

  private final Leases leases;
  private final Parking parking = new Parking();
  private final Connector connector;
  private final String version;
  private final Consumer<String> log;

  /** Whoever needs a server waits for the one that is being connected; whoever ends it does not. */
  private final ReentrantLock lock = new ReentrantLock();

  /** Written under {@link #lock}. */
  private volatile Optional<SharedServer> server = Optional.empty();

  /** The way to the server that was connected last, from before it answered. */
  private volatile Optional<Connector.Link> link = Optional.empty();

  private volatile boolean closed;

  Stateless(Connector connector, String version, Consumer<String> log) {
    this.leases = new Leases(connector, version);
    this.connector = connector;
    this.version = version;
    this.log = log;
  }

  /** Answers a POST. */
  void post(HttpRequest head, Decoded decoded, HttpResponse response)
      throws IOException, InterruptedException {
    switch (decoded) {
      case Decoded.Single(Message.Request request) -> request(head, request, response);
      // There is nothing that such a client tells without asking, and nothing that it answers.
      case Decoded.Single(Message.Notification ignored) -> response.empty(202);
      default ->
          response.json(
              400,
              Answers.error(
                  NO_ID,
                  INVALID_REQUEST,
                  "expected one request or notification, as this protocol revision has it"));
    }
  }

  private void request(HttpRequest head, Message.Request request, HttpResponse response)
      throws IOException, InterruptedException {
    Optional<JsonObject> refusal = ModernHead.refusal(head, request);
    if (refusal.isPresent()) {
      response.json(400, refusal.get());
      return;
    }
    SharedServer shared;
    try {
      shared = server();
    } catch (UpstreamException absent) {
      log.accept(String.valueOf(absent.getMessage()));
      response.json(
          502, Answers.error(request.id(), INTERNAL_ERROR, "the server cannot be reached"));
      return;
    }
    Optional<JsonObject> mismatch = shared.headers().refusal(head, request);
    if (mismatch.isPresent()) {
      response.json(400, mismatch.get());
      return;
    }
    JsonObject abilities = Modern.abilities(request.params().orElse(JsonObject.empty()));
    boolean lasts =
        request.method().equals(Modern.LISTEN) || request.method().equals(Methods.DISCOVER);
    if (shared.isLegacy() && !abilities.members().isEmpty() && !lasts) {
      ableClient(request, abilities, shared, response);
    } else {
      exchange(shared, Caller.of(request, reply(request)), response);
    }
  }

  private static Reply reply(Message.Request request) {
    return new Reply(Set.of(request.id().correlation()), Set.of());
  }

  private static void exchange(SharedServer server, Caller caller, HttpResponse response)
      throws IOException, InterruptedException {
    RequestId id = server.forward(caller);
    try {
      caller.reply().send(response, Modern::status);
    } finally {
      boolean ignored = server.cancel(id);
    }
  }

  /** A client that can be asked something, before a server that has sessions. */
  private void ableClient(
      Message.Request request, JsonObject abilities, SharedServer shared, HttpResponse response)
      throws IOException, InterruptedException {
    giveUpOld(System.nanoTime());
    Optional<String> state = request.params().flatMap(params -> params.string("requestState"));
    if (state.isPresent()) {
      resume(request, state.get(), response);
      return;
    }
    Optional<SharedServer> own;
    try {
      own = leases.take(abilities);
    } catch (UpstreamException absent) {
      log.accept(String.valueOf(absent.getMessage()));
      own = Optional.empty();
    }
    if (own.isEmpty()) {
      // Better a server that cannot ask than none.
      exchange(shared, Caller.of(request, reply(request)), response);
      return;
    }
    var caller = new Caller(request, reply(request), Modern.canAsk(request.method()));
    send(own.get(), own.get().forward(caller), caller, response);
  }

  /** The client is back with what it was asked for. */
  private void resume(Message.Request retry, String state, HttpResponse response)
      throws IOException, InterruptedException {
    Optional<Parking.Call> parked = parking.take(state, retry);
    if (parked.isEmpty()) {
      response.json(
          200,
          Answers.error(
              retry.id(),
              INVALID_PARAMS,
              "expected the requestState of a call that waits, with the same method and arguments;"
                  + " it may have waited too long: call again"));
      return;
    }
    Parking.Call call = parked.get();
    Optional<JsonObject> question = call.caller().question();
    Optional<JsonObject> answer =
        retry
            .params()
            .flatMap(params -> params.object("inputResponses"))
            .flatMap(responses -> responses.object(QUESTION));
    Optional<JsonObject> early = call.caller().resume(retry, reply(retry));
    if (question.isPresent()) {
      RequestId id = new RequestId(question.get().get("id").orElse(JsonNull.NULL));
      call.server().answer(id, answer.orElse(DECLINED));
    }
    if (early.isPresent()) {
      call.caller().answer(early.get().with("id", retry.id().value()));
    }
    send(call.server(), call.id(), call.caller(), response);
  }

  /** Sends the answer, or parks the call where the server asks something first. */
  private void send(SharedServer server, RequestId id, Caller caller, HttpResponse response)
      throws IOException, InterruptedException {
    boolean parks = false;
    Optional<String> handle = Optional.empty();
    try {
      if (!caller.isParked()) {
        caller.reply().send(response, Modern::status, caller::isParked);
      }
      Optional<JsonObject> question = caller.isParked() ? caller.question() : Optional.empty();
      handle =
          question.isPresent()
              ? parking.park(Parking.call(server, id, caller, caller.request()))
              : Optional.empty();
      if (question.isPresent() && handle.isPresent()) {
        JsonObject required = Bridge.inputRequired(QUESTION, question.get(), handle.get());
        caller.reply().finish(response, Answers.result(caller.request().id(), required));
        parks = true;
      } else if (question.isPresent()) {
        caller
            .reply()
            .finish(
                response,
                Answers.error(
                    caller.request().id(),
                    INTERNAL_ERROR,
                    "expected at most " + Parking.CALLS_MAX + " calls to wait for their clients"));
      }
    } finally {
      // A client that is gone will not come back for what it was never told of.
      if (!parks
          && (handle.isEmpty() || parking.take(handle.get(), caller.request()).isPresent())) {
        release(server, id);
      }
    }
  }

  /**
   * The call {@code id} is over. A session in which it was not answered is closed: what the server
   * still asks about it would be taken for a question about the next one.
   */
  private void release(SharedServer server, RequestId id) throws InterruptedException {
    if (server.cancel(id)) {
      server.close();
    }
    leases.giveBack(server);
  }

  /** Gives up the calls whose clients did not come back in time. */
  void giveUpOld(long nowNanos) throws InterruptedException {
    for (Optional<Parking.Call> old = parking.expired(nowNanos);
        old.isPresent();
        old = parking.expired(nowNanos)) {
      release(old.get().server(), old.get().id());
    }
  }

  private SharedServer server() throws UpstreamException, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (server.isEmpty() || server.get().isClosed()) {
        server = Optional.of(SharedServer.connect(this::join, version));
      }
      return server.get();
    } finally {
      lock.unlock();
    }
  }

  private Connector.Link join(MessageWriter toClient, Runnable ended) throws UpstreamException {
    Connector.Link joined = connector.connect(toClient, ended);
    link = Optional.of(joined);
    if (closed) {
      joined.close();
      throw new UpstreamException("expected a server while this program runs, it is about to end");
    }
    return joined;
  }

  /** Has a new server from the next request on; the old one ends with its last call. */
  void renew() {
    lock.lock();
    try {
      Optional<SharedServer> old = server;
      server = Optional.empty();
      old.ifPresent(SharedServer::retire);
      leases.renew();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the streams of those who only listen. */
  void drain() {
    server.ifPresent(SharedServer::endListening);
  }

  /** Ends the server, also one that has not said yet what it speaks. */
  void close() {
    closed = true;
    link.ifPresent(Connector.Link::close);
    server.ifPresent(SharedServer::close);
    leases.close();
  }
}
