package dev.brattice.proxy.http;

import dev.brattice.call.RequestId;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonObject;
import dev.brattice.mcp.Answers;
import dev.brattice.mcp.Decoded;
import dev.brattice.mcp.MessageDecoder;
import dev.brattice.upstream.UpstreamException;
import dev.brattice.wire.Frame;
import dev.brattice.wire.MessageWriter;
import dev.brattice.wire.http.EventStream;
import dev.brattice.wire.http.HttpRequest;
import dev.brattice.wire.http.HttpResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The transport before Streamable HTTP (MCP 2024-11-05, HTTP with SSE): a GET opens a stream, whose
 * first event names the address for what the client says; everything for the client goes on the
 * stream, and the session ends with it.
 */
public final class HttpSse implements HttpEndpoint {
  /** The most streams at once. */
  static final int STREAMS_MAX = 1_000;

  private static final int INVALID_REQUEST = -32600;
  private static final int INTERNAL_ERROR = -32603;
  private static final RequestId NO_ID = new RequestId(JsonNull.NULL);
  private static final String SESSION = "sessionId";
  private static final int ID_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final int bodyBytesMax;
  private final MessageDecoder decoder;
  private final Connector connector;
  private final Consumer<String> log;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  /** A stream and the server at its other end. */
  private static final class Session implements MessageWriter {
    private final EventStream stream;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Optional<Connector.Link> link = Optional.empty();

    Session(EventStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(JsonObject message) throws IOException {
      stream.write(message);
    }
  }

  /**
   * An endpoint.
   *
   * @param bodyBytesMax longest body in bytes
   * @param connector connects each stream with a server
   * @param log takes one line for a person, without any message's text
   */
  public HttpSse(int bodyBytesMax, Connector connector, Consumer<String> log) {
    this.bodyBytesMax = bodyBytesMax;
    this.decoder = MessageDecoder.upTo(bodyBytesMax);
    this.connector = connector;
    this.log = log;
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    switch (request.method()) {
      case "GET" -> open(request, response);
      case "POST" -> post(request, response);
      default -> {
        response.header("Allow", "GET, POST");
        refuse(response, 405, INVALID_REQUEST, "expected GET or POST");
      }
    }
  }

  private void open(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    if (sessions.size() >= STREAMS_MAX) {
      response.header("Retry-After", "10");
      refuse(response, 503, INTERNAL_ERROR, "expected at most " + STREAMS_MAX + " streams");
      return;
    }
    byte[] random = new byte[ID_BYTES];
    RANDOM.nextBytes(random);
    String id = HexFormat.of().formatHex(random);
    try (EventStream stream = response.events()) {
      var session = new Session(stream);
      Connector.Link link;
      try {
        link = connector.connect(session, session.over::countDown);
      } catch (UpstreamException absent) {
        log.accept(String.valueOf(absent.getMessage()));
        return;
      }
      session.link = Optional.of(link);
      sessions.put(id, session);
      try {
        stream.event("endpoint", request.path() + "?" + SESSION + "=" + id);
        while (!session.over.await(Reply.PING_MILLIS, TimeUnit.MILLISECONDS)) {
          stream.ping();
        }
      } finally {
        sessions.remove(id);
        link.close();
      }
    }
  }

  private void post(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    Optional<Session> session =
        request.query(SESSION).flatMap(id -> Optional.ofNullable(sessions.get(id)));
    Optional<Connector.Link> link = session.flatMap(it -> it.link);
    if (session.isEmpty() || link.isEmpty()) {
      refuse(response, 404, INVALID_REQUEST, "there is no such session; open a stream again");
      return;
    }
    if (!StreamableHttp.mediaType(request).equals("application/json")) {
      refuse(response, 415, INVALID_REQUEST, "expected a body of application/json");
      return;
    }
    byte[] body;
    try {
      body = request.body(bodyBytesMax);
    } catch (HttpRequest.BodyTooLarge tooLarge) {
      refuse(response, 413, INVALID_REQUEST, String.valueOf(tooLarge.getMessage()));
      return;
    }
    Decoded decoded = decoder.decode(Frame.of(body));
    link.get().accept(decoded);
    if (decoded instanceof Decoded.Malformed malformed) {
      response.json(
          400, Answers.error(malformed.id().orElse(NO_ID), malformed.code(), malformed.problem()));
    } else {
      response.empty(202);
    }
  }

  private static void refuse(HttpResponse response, int status, int code, String problem)
      throws IOException {
    response.json(status, Answers.error(NO_ID, code, problem));
  }

  @Override
  public void renew() {
    // Each stream has a server to itself, to its end.
  }

  @Override
  public void drain() {
    // All that there is here is streams.
    close();
  }

  /** Ends every stream. */
  @Override
  public void close() {
    sessions.values().forEach(session -> session.over.countDown());
  }
}
