package dev.brattice.proxy;

import dev.brattice.call.Direction;
import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.mcp.Answers;
import dev.brattice.mcp.Decoded;
import dev.brattice.mcp.MessageDecoder;
import dev.brattice.wire.Frame;
import dev.brattice.wire.Line;
import dev.brattice.wire.LineReader;
import dev.brattice.wire.LineWriter;
import dev.brattice.wire.Oversized;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One client, one server, both over stdio. Two threads, one a direction; each reads a line, decides
 * and writes before it reads the next, so order is kept, and a cancellation never waits for the
 * call that it cancels.
 */
public final class StdioRelay {
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
  private final LargeMessages large = new LargeMessages();
  private final CountDownLatch clientEnded = new CountDownLatch(1);
  private final CompletableFuture<End> end = new CompletableFuture<>();

  /** Why nothing is forwarded any more; empty while the server is there. */
  private volatile Optional<String> gone = Optional.empty();

  /**
   * How a relay is set up.
   *
   * @param serverName what policy calls the server
   * @param frameBytesMax longest message in bytes
   */
  public record Settings(String serverName, int frameBytesMax) {}

  /** Why a relay ended. */
  public sealed interface End {
    /** The client closed its end. */
    record ClientClosed() implements End {}

    /** The server closed its end while the client still listened. */
    record ServerClosed() implements End {}

    /** What should judge could not be built. */
    record NotReady(String problem) implements End {}

    /** A bug: nothing more may pass. */
    record Broken(String problem) implements End {}
  }

  /** A relay that writes to these and judges once {@code readiness} says so. */
  public StdioRelay(
      Settings settings,
      LineWriter toClient,
      LineWriter toServer,
      Readiness readiness,
      DecisionIds decisions,
      Consumer<String> log) {
    this(
        settings,
        new Outlets(toClient, toServer, log),
        readiness,
        decisions,
        new Asking(Asking.WAIT_MILLIS));
  }

  StdioRelay(
      Settings settings,
      Outlets outlets,
      Readiness readiness,
      DecisionIds decisions,
      Asking asking) {
    this.settings = settings;
    this.decoder =
        new MessageDecoder(
            new JsonLimits(
                settings.frameBytesMax(),
                JsonLimits.MESSAGE.depthMax(),
                JsonLimits.MESSAGE.numberCharsMax()));
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
  }

  /** Reads the client until it ends. The entry point of its thread. */
  public void pumpClient(InputStream in) {
    pump(in, this::fromClient);
    clientEnded.countDown();
    end.complete(new End.ClientClosed());
  }

  /** Waits for the client's end, at most so long. */
  public void awaitClient(long waitMillis) throws InterruptedException {
    boolean ignored = clientEnded.await(waitMillis, TimeUnit.MILLISECONDS);
  }

  /** What the connection remembers; for tests. */
  Session session() {
    return session;
  }

  /** Whether the server ever answered the client. */
  public boolean hasAnswered() {
    return session.hasAnswered();
  }

  /** Reads the server until it ends. The entry point of its thread. */
  public void pumpServer(InputStream in) {
    pump(in, this::fromServer);
    end.complete(new End.ServerClosed());
  }

  /** Waits until either side has ended. */
  public End awaitEnd() throws InterruptedException {
    try {
      return end.get();
    } catch (java.util.concurrent.ExecutionException never) {
      throw new IllegalStateException(never);
    }
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
    for (Pending pending : session.fromClient().values()) {
      RequestId id = pending.request().id();
      if (session.answered(id).isPresent()) {
        outlets.toClient(Answers.error(id, INTERNAL_ERROR, problem, GONE));
      }
    }
  }

  /** One thing to do with a line. */
  @FunctionalInterface
  private interface Step {
    void take(Line line) throws InterruptedException;
  }

  private void pump(InputStream in, Step step) {
    var lines = new LineReader(in, settings.frameBytesMax());
    try {
      for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        long bytes =
            switch (line.get()) {
              case Frame frame -> frame.length();
              case Oversized oversized -> oversized.bytes();
            };
        step.take(line.get());
        large.passed(bytes);
      }
    } catch (IOException gone) {
      outlets.log().accept("a stream broke; ending");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (Readiness.StartFailed failed) {
      end.complete(new End.NotReady(String.valueOf(failed.getMessage())));
    } catch (RuntimeException bug) {
      // A thread's entry point: nothing more may pass. A bug's own message may quote an argument.
      end.complete(new End.Broken("internal error: " + bug.getClass().getSimpleName()));
    } catch (OutOfMemoryError full) {
      end.complete(
          new End.Broken(
              "a message did not fit the memory; lower limits.frame_bytes_max so that it is refused"
                  + " by itself, or raise the heap with BRATTICE_JAVA_OPTS=-Xmx2g"));
    }
  }

  private void fromClient(Line line) throws InterruptedException {
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

  private void fromClient(Decoded decoded) throws InterruptedException {
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
      end.complete(new End.NotReady(problem));
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

  private void fromServer(Line line) throws InterruptedException {
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

  private void fromServer(Decoded decoded) throws InterruptedException {
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
