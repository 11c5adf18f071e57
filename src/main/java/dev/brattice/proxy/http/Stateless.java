package dev.brattice.proxy.http;

import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonObject;
import dev.brattice.mcp.Answers;
import dev.brattice.mcp.Decoded;
import dev.brattice.mcp.Modern;
import dev.brattice.upstream.UpstreamException;
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

  private final Connector connector;
  private final String version;
  private final Consumer<String> log;

  /** Guards {@link #server}: whoever needs one waits for the one that is being connected. */
  private final ReentrantLock lock = new ReentrantLock();

  private Optional<SharedServer> server = Optional.empty();

  Stateless(Connector connector, String version, Consumer<String> log) {
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
    var reply = new Reply(Set.of(request.id().correlation()), Set.of());
    RequestId id = shared.forward(request, reply);
    try {
      reply.send(response, Modern::status);
    } finally {
      shared.cancel(id);
    }
  }

  private SharedServer server() throws UpstreamException, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (server.isEmpty() || server.get().isGone()) {
        server = Optional.of(SharedServer.connect(connector, version));
      }
      return server.get();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the server. */
  void close() {
    lock.lock();
    try {
      server.ifPresent(SharedServer::close);
    } finally {
      lock.unlock();
    }
  }
}
