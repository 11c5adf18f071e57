package dev.brattice.proxy.http;

import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.json.JsonNull;
import dev.brattice.mcp.Answers;
import dev.brattice.mcp.Decoded;
import dev.brattice.mcp.MessageDecoder;
import dev.brattice.mcp.Methods;
import dev.brattice.mcp.Modern;
import dev.brattice.upstream.UpstreamException;
import dev.brattice.wire.Frame;
import dev.brattice.wire.http.EventStream;
import dev.brattice.wire.http.HttpRequest;
import dev.brattice.wire.http.HttpResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One endpoint of Streamable HTTP (MCP 2025-11-25, Basic, Transports) in front of one server: POST
 * for what the client says, GET to listen, DELETE to end a session.
 */
public final class StreamableHttp implements HttpEndpoint {
  /** How often what nobody uses any more is ended, in milliseconds. */
  static final long TIDY_MILLIS = 60_000;

  private static final int INVALID_REQUEST = -32600;
  private static final int INTERNAL_ERROR = -32603;
  private static final RequestId NO_ID = new RequestId(JsonNull.NULL);
  private static final String SESSION = "Mcp-Session-Id";
  private static final String VERSION = "MCP-Protocol-Version";

  private final MessageDecoder decoder;
  private final int bodyBytesMax;
  private final Connector connector;
  private final HttpSessions sessions;
  private final Stateless stateless;
  private final Consumer<String> log;
  private final Thread tidying;

  /**
   * An endpoint.
   *
   * @param bodyBytesMax longest body in bytes
   * @param connector connects each session with a server
   * @param sessions where its sessions are kept
   * @param version of this program
   * @param log takes one line for a person, without any message's text
   */
  public StreamableHttp(
      int bodyBytesMax,
      Connector connector,
      HttpSessions sessions,
      String version,
      Consumer<String> log) {
    this.bodyBytesMax = bodyBytesMax;
    this.decoder = MessageDecoder.upTo(bodyBytesMax);
    this.connector = connector;
    this.sessions = sessions;
    this.stateless = new Stateless(connector, version, log);
    this.log = log;
    this.tidying = Thread.ofVirtual().name("brattice-tidy").start(this::tidy);
  }

  private void tidy() {
    try {
      while (true) {
        Thread.sleep(TIDY_MILLIS);
        tidy(System.nanoTime());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the sessions that nobody uses, and the calls whose clients did not come back. */
  void tidy(long nowNanos) throws InterruptedException {
    sessions.endIdle(nowNanos);
    stateless.giveUpOld(nowNanos);
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    boolean hasSessions =
        request
            .header(VERSION)
            .filter(version -> !Modern.LEGACY_VERSIONS.contains(version))
            .isEmpty();
    String method = request.method();
    if (method.equals("POST")) {
      post(request, response);
    } else if (hasSessions && method.equals("GET")) {
      listen(request, response);
    } else if (hasSessions && method.equals("DELETE")) {
      delete(request, response);
    } else {
      String allowed = hasSessions ? "GET, POST, DELETE" : "POST";
      response.header("Allow", allowed);
      refuse(response, 405, INVALID_REQUEST, "expected one of " + allowed, NO_ID);
    }
  }

  private void post(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    if (!mediaType(request).equals("application/json")) {
      refuse(response, 415, INVALID_REQUEST, "expected a body of application/json", NO_ID);
      return;
    }
    if (!accepts(request, "application/json") || !accepts(request, "text/event-stream")) {
      refuse(
          response,
          406,
          INVALID_REQUEST,
          "expected a client that accepts application/json and text/event-stream",
          NO_ID);
      return;
    }
    byte[] body;
    try {
      body = request.body(bodyBytesMax);
    } catch (HttpRequest.BodyTooLarge tooLarge) {
      refuse(
          response,
          413,
          INVALID_REQUEST,
          tooLarge.getMessage() + "; raise limits.frame_bytes_max if it is meant to pass",
          NO_ID);
      return;
    }
    Decoded decoded = decoder.decode(Frame.of(body));
    if (decoded instanceof Decoded.Malformed malformed) {
      Optional<HttpSession> sender = request.header(SESSION).flatMap(sessions::find);
      if (sender.isPresent()) {
        // For the record: the answer goes the other way.
        sender.get().fromClient(decoded);
      }
      refuse(response, 400, malformed.code(), malformed.problem(), malformed.id().orElse(NO_ID));
      return;
    }
    if (ModernHead.isModern(request, decoded)) {
      stateless.post(request, decoded, response);
    } else if (!knowsVersion(request)) {
      refuse(
          response,
          400,
          INVALID_REQUEST,
          "expected one of " + Modern.LEGACY_VERSIONS + " as MCP-Protocol-Version, got another",
          NO_ID);
    } else if (isOpening(decoded)) {
      open(decoded, response);
    } else {
      inSession(request, decoded, response);
    }
  }

  /** What the body of {@code request} is said to be, without parameters. */
  static String mediaType(HttpRequest request) {
    String type = request.header("Content-Type").orElse("");
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  private static boolean accepts(HttpRequest request, String type) {
    String family = type.substring(0, type.indexOf('/')) + "/*";
    for (String accept : request.headers("Accept")) {
      String lower = accept.toLowerCase(Locale.ROOT);
      if (lower.contains(type) || lower.contains("*/*") || lower.contains(family)) {
        return true;
      }
    }
    return false;
  }

  private static boolean knowsVersion(HttpRequest request) {
    return request.header(VERSION).map(Modern.LEGACY_VERSIONS::contains).orElse(true);
  }

  private static boolean isOpening(Decoded decoded) {
    return decoded instanceof Decoded.Single(Message.Request request)
        && request.method().equals(Methods.INITIALIZE);
  }

  private void open(Decoded decoded, HttpResponse response)
      throws IOException, InterruptedException {
    RequestId id =
        decoded instanceof Decoded.Single(Message.Request request) ? request.id() : NO_ID;
    Optional<HttpSession> opened = sessions.open();
    if (opened.isEmpty()) {
      response.header("Retry-After", "10");
      refuse(
          response,
          503,
          INTERNAL_ERROR,
          "expected at most " + HttpSessions.SESSIONS_MAX + " sessions; end some first",
          id);
      return;
    }
    HttpSession session = opened.get();
    try {
      session.join(connector.connect(session, () -> sessions.lost(session)));
    } catch (UpstreamException absent) {
      sessions.lost(session);
      log.accept(String.valueOf(absent.getMessage()));
      refuse(response, 502, INTERNAL_ERROR, "the server cannot be reached", id);
      return;
    }
    response.header(SESSION, session.id());
    try {
      exchange(session, decoded, response);
    } finally {
      if (!session.isOpened()) {
        // Nobody can use it: its server refused, or its client left before it was opened.
        sessions.end(session);
      }
    }
  }

  private void inSession(HttpRequest request, Decoded decoded, HttpResponse response)
      throws IOException, InterruptedException {
    Optional<HttpSession> session = session(request, response);
    if (session.isPresent()) {
      exchange(session.get(), decoded, response);
    }
  }

  /** The session that a request names; where there is none, the client was told. */
  private Optional<HttpSession> session(HttpRequest request, HttpResponse response)
      throws IOException {
    Optional<String> id = request.header(SESSION);
    if (id.isEmpty()) {
      refuse(response, 400, INVALID_REQUEST, "expected " + SESSION + "; initialize first", NO_ID);
      return Optional.empty();
    }
    Optional<HttpSession> session = sessions.find(id.get());
    if (session.isEmpty()) {
      refuse(response, 404, INVALID_REQUEST, "there is no such session; initialize again", NO_ID);
    }
    session.ifPresent(HttpSession::touch);
    return session;
  }

  private static void exchange(HttpSession session, Decoded decoded, HttpResponse response)
      throws IOException, InterruptedException {
    List<Message.Request> requests = requests(decoded);
    if (requests.isEmpty()) {
      session.fromClient(decoded);
      response.empty(202);
      return;
    }
    Optional<Reply> reply = session.expect(requests);
    if (reply.isEmpty()) {
      refuse(
          response,
          400,
          INVALID_REQUEST,
          "expected new ids and at most "
              + HttpSession.REPLIES_MAX
              + " requests under way, got an id still in use or one request more",
          requests.getFirst().id());
      return;
    }
    try {
      session.fromClient(decoded);
      reply.get().send(response);
    } finally {
      session.forget(reply.get());
    }
  }

  private static List<Message.Request> requests(Decoded decoded) {
    List<Message.Request> requests = new ArrayList<>();
    switch (decoded) {
      case Decoded.Single(Message.Request request) -> requests.add(request);
      case Decoded.Batch batch ->
          batch.elements().forEach(element -> requests.addAll(requests(element)));
      default -> {}
    }
    return requests;
  }

  private void listen(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    if (!accepts(request, "text/event-stream")) {
      refuse(response, 406, INVALID_REQUEST, "expected a client that accepts event streams", NO_ID);
      return;
    }
    Optional<HttpSession> session = session(request, response);
    if (session.isEmpty()) {
      return;
    }
    long turn = session.get().takeTurn();
    try (EventStream stream = response.events()) {
      session.get().listen(stream, turn);
      try {
        while (session.get().listensOn(stream, Reply.PING_MILLIS)) {
          stream.ping();
        }
      } finally {
        session.get().deafen(stream);
      }
    }
  }

  private void delete(HttpRequest request, HttpResponse response) throws IOException {
    Optional<HttpSession> session = session(request, response);
    if (session.isPresent()) {
      sessions.end(session.get());
      response.empty(200);
    }
  }

  @Override
  public void drain() {
    sessions.drain();
    stateless.drain();
  }

  @Override
  public void renew() {
    stateless.renew();
  }

  /** Ends every session and every server. */
  @Override
  public void close() {
    tidying.interrupt();
    sessions.close();
    stateless.close();
  }

  private static void refuse(
      HttpResponse response, int status, int code, String problem, RequestId id)
      throws IOException {
    response.json(status, Answers.error(id, code, problem));
  }
}
