package dev.brattice.proxy;

import dev.brattice.call.Direction;
import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.mcp.Answers;
import dev.brattice.mcp.Decoded;
import dev.brattice.mcp.MessageDecoder;
import dev.brattice.wire.Frame;
import dev.brattice.wire.Line;
import dev.brattice.wire.MessageWriter;
import dev.brattice.wire.Oversized;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One client and one server, message by message, however either is reached. What one side sends
 * must be given in order; both sides, and several requests of the client, may come at once.
 */
public final class Relay {
  private static final int INVALID_REQUEST = -32600;
  private static final int INTERNAL_ERROR = -32603;
  private static final JsonObject GONE =
      JsonObject.of("dev.brattice/upstream", new JsonString("gone"));
  private static final String NO_BATCHES =
      "expected one message, got a batch, which this protocol revision does not have";
  private static final RequestId NO_ID = new RequestId(JsonNull.NULL);

  private final Settings settings;
  private final Connection connection;
  private final Session session = new Session();
  private final MessageDecoder decoder;
  private final Outlets outlets;
  private final ClientSide client;
  private final ServerSide server;
  private final Consumer<String> notReady;

  /** Why nothing is forwarded any more; empty while the server is there. */
  private volatile Optional<String> gone = Optional.empty();

  /**
   * How a relay is set up.
   *
   * @param serverName what policy calls the server
   * @param frameBytesMax longest message in bytes
   */
  public record Settings(String serverName, int frameBytesMax) {}

  /**
   * A relay that writes to these and judges once {@code readiness} says so.
   *
   * @param log takes one line for a person, without any message's text
   * @param notReady receives why nothing will ever be judged; may be called more than once
   */
  public Relay(
      Settings settings,
      MessageWriter toClient,
      MessageWriter toServer,
      Readiness readiness,
      DecisionIds decisions,
      Consumer<String> log,
      Consumer<String> notReady) {
    this(
        settings,
        new Outlets(toClient, toServer, log),
        readiness,
        decisions,
        new Asking(Asking.WAIT_MILLIS),
        notReady);
  }

  Relay(
      Settings settings,
      Outlets outlets,
      Readiness readiness,
      DecisionIds decisions,
      Asking asking,
      Consumer<String> notReady) {
    this.settings = settings;
    this.decoder = MessageDecoder.upTo(settings.frameBytesMax());
    this.outlets = outlets;
    this.connection =
        new Connection(
            settings.serverName(),
            session,
            outlets,
            readiness,
            decisions,
            System::currentTimeMillis);
    this.client = new ClientSide(connection, asking);
    this.server = new ServerSide(connection);
    this.notReady = notReady;
  }

  /** What the connection remembers; for tests. */
  Session session() {
    return session;
  }

  /** Whether the server ever answered the client. */
  public boolean hasAnswered() {
    return session.hasAnswered();
  }

  /**
   * The server is gone: tells the client so, and why, for every request that is open and every one
   * that still comes.
   */
  public void abandon(String problem) {
    gone = Optional.of(problem);
    answerOpen(problem);
  }

  private void answerOpen(String problem) {
    for (RequestId held : client.releaseHeld()) {
      outlets.toClient(Answers.error(held, INTERNAL_ERROR, problem, GONE));
    }
    for (Pending pending : session.fromClient().values()) {
      RequestId id = pending.request().id();
      if (session.answered(id).isPresent()) {
        outlets.toClient(Answers.error(id, INTERNAL_ERROR, problem, GONE));
      }
    }
  }

  /** Takes a line of the client. */
  public void fromClient(Line line) throws InterruptedException {
    take(line);
    connection.readiness().want();
  }

  private void take(Line line) throws InterruptedException {
    switch (line) {
      case Oversized oversized -> refuseOversized(oversized);
      case Frame frame -> {
        if (!frame.isBlank()) {
          fromClient(decoder.decode(frame));
        }
      }
    }
  }

  /** Takes what a frame of the client turned out to hold. */
  public void fromClient(Decoded decoded) throws InterruptedException {
    switch (decoded) {
      case Decoded.Single single -> fromClient(single.message());
      case Decoded.Batch batch -> {
        if (!session.allowsBatches()) {
          refuse(INVALID_REQUEST, NO_BATCHES, Optional.empty(), true);
          return;
        }
        // Each element is judged and forwarded by itself; the answers come one by one.
        for (Decoded element : batch.elements()) {
          fromClient(element);
        }
      }
      case Decoded.Malformed malformed ->
          refuse(malformed.code(), malformed.problem(), malformed.id(), !malformed.answer());
    }
  }

  private void fromClient(Message message) throws InterruptedException {
    if (gone.isPresent()) {
      if (message instanceof Message.Request request) {
        outlets.toClient(Answers.error(request.id(), INTERNAL_ERROR, gone.get(), GONE));
      }
      return;
    }
    try {
      client.accept(message);
    } catch (Readiness.StartFailed failed) {
      String problem = String.valueOf(failed.getMessage());
      if (message instanceof Message.Request request) {
        outlets.toClient(Answers.error(request.id(), INTERNAL_ERROR, problem));
      }
      notReady.accept(problem);
    }
    // It may have gone between the first look and the sending.
    gone.ifPresent(this::answerOpen);
  }

  private void refuseOversized(Oversized oversized) throws InterruptedException {
    Optional<RequestId> id = oversized.id().filter(RequestId::isId).map(RequestId::new);
    refuse(INVALID_REQUEST, tooLong(oversized), id, oversized.hasMethod());
  }

  private void refuse(int code, String problem, Optional<RequestId> id, boolean answered)
      throws InterruptedException {
    outlets.say("refused a message of the client: " + problem);
    record(Direction.ARGUMENTS, problem);
    if (answered) {
      outlets.toClient(Answers.error(id.orElse(NO_ID), code, problem));
    }
  }

  private String tooLong(Oversized oversized) {
    return "expected a message of at most "
        + settings.frameBytesMax()
        + " bytes, got one of "
        + oversized.bytes()
        + "; raise limits.frame_bytes_max if it is meant to pass";
  }

  private void record(Direction direction, String problem) throws InterruptedException {
    Passage passage = connection.passage(direction, "malformed", JsonObject.empty());
    connection.readiness().await().recorded(passage, Ruling.refused("protocol", problem));
  }

  /** Takes a line of the server. */
  public void fromServer(Line line) throws InterruptedException {
    switch (line) {
      case Oversized oversized -> {
        Optional<RequestId> id = oversized.id().filter(RequestId::isId).map(RequestId::new);
        withhold(tooLong(oversized), oversized.hasMethod() ? Optional.empty() : id);
      }
      case Frame frame -> {
        if (frame.isBlank()) {
          return;
        }
        if (!frame.looksLikeMessage()) {
          outlets.say(
              "dropped a line of " + frame.length() + " bytes from the server that is no message");
          return;
        }
        fromServer(decoder.decode(frame));
      }
    }
  }

  /** Takes what the server said, already decoded. */
  public void fromServer(Decoded decoded) throws InterruptedException {
    switch (decoded) {
      case Decoded.Single single -> server.accept(single.message());
      case Decoded.Batch batch -> {
        // Whatever the revision: every element is judged, and the client gets single messages.
        for (Decoded element : batch.elements()) {
          fromServer(element);
        }
      }
      case Decoded.Malformed malformed -> withhold(malformed.problem(), malformed.id());
    }
  }

  /** A message of the server that cannot pass; whoever waits for it is told. */
  private void withhold(String problem, Optional<RequestId> id) throws InterruptedException {
    outlets.say("withheld a message of the server: " + problem);
    record(Direction.RESULT, problem);
    if (id.isPresent() && session.answered(id.get()).isPresent()) {
      outlets.toClient(
          Answers.error(id.get(), INTERNAL_ERROR, "the server's answer was refused: " + problem));
    }
  }
}
