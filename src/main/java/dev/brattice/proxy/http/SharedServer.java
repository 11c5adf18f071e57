package dev.brattice.proxy.http;

import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.json.Json;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.mcp.Answers;
import dev.brattice.mcp.Bridge;
import dev.brattice.mcp.Decoded;
import dev.brattice.mcp.MessageDecoder;
import dev.brattice.mcp.Methods;
import dev.brattice.mcp.Modern;
import dev.brattice.upstream.UpstreamException;
import dev.brattice.wire.MessageWriter;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server for clients without sessions, which they share. Every request gets an id and a progress
 * token of its own on the way in, and its client's back on the way out, so that clients who count
 * alike do not get each other's answers. Speaks to servers of either kind.
 */
final class SharedServer implements MessageWriter {
  /** How long a server may take to say what it speaks, in milliseconds. */
  static final long OPENING_MILLIS = 30_000;

  /** How many requests of all clients may be under way. */
  static final int UNDER_WAY_MAX = 10_000;

  private static final int INTERNAL_ERROR = -32603;
  private static final int METHOD_NOT_FOUND = -32601;
  private static final String TOKEN = "progressToken";

  private final AtomicLong ids = new AtomicLong();
  private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
  private final HeaderParameters headers = new HeaderParameters();
  private final JsonObject clientInfo;
  private volatile Optional<Connector.Link> link = Optional.empty();
  private volatile boolean gone;
  private volatile boolean retired;

  /** What the server said when a session was opened; empty where it needs none. */
  private volatile Optional<JsonObject> initialized = Optional.empty();

  /** What its clients can do, as far as it is told. */
  private final JsonObject capabilities;

  /** Who waits for an answer, and in whose words it must come. */
  private sealed interface Waiting {
    record Client(Caller caller) implements Waiting {
      Reply reply() {
        return caller.reply();
      }

      Message.Request request() {
        return caller.request();
      }
    }

    record Ours(CompletableFuture<JsonObject> answer) implements Waiting {}
  }

  private SharedServer(String version, JsonObject capabilities) {
    this.capabilities = capabilities;
    clientInfo = JsonObject.empty().with("name", "brattice").with("version", version);
  }

  /**
   * Connects, and finds out what the server speaks: what does not know {@code server/discover},
   * whatever it says to it, has sessions.
   *
   * @param version of this program
   */
  static SharedServer connect(Connector connector, String version)
      throws UpstreamException, InterruptedException {
    var server = new SharedServer(version, JsonObject.empty());
    server.join(connector);
    if (server.speaksModern()) {
      return server;
    }
    if (server.gone) {
      // Some servers exit on whatever comes before their handshake.
      server = new SharedServer(version, JsonObject.empty());
      server.join(connector);
    }
    server.initialize();
    return server;
  }

  /**
   * Connects with a server that is known to have sessions.
   *
   * @param capabilities what its clients can do
   */
  static SharedServer connectLegacy(Connector connector, String version, JsonObject capabilities)
      throws UpstreamException, InterruptedException {
    var server = new SharedServer(version, capabilities);
    server.join(connector);
    server.initialize();
    return server;
  }

  private void join(Connector connector) throws UpstreamException {
    link = Optional.of(connector.connect(this, this::lost));
  }

  /** Ends the streams of those who only listen. */
  void endListening() {
    for (Waiting each : waiting.values()) {
      if (each instanceof Waiting.Client client
          && client.request().method().equals(Modern.LISTEN)) {
        client.reply().cut();
      }
    }
  }

  /** What was forwarded gets an error from the relay; who only listens gets no news any more. */
  private void lost() {
    gone = true;
    for (Waiting each : waiting.values()) {
      if (each instanceof Waiting.Client client && onlyListens(client)) {
        client.reply().cut();
      }
    }
  }

  /** Whether the server never saw the request. */
  private boolean onlyListens(Waiting.Client client) {
    return isLegacy() && client.request().method().equals(Modern.LISTEN);
  }

  /** Whether it cannot be used any more: it is gone, or was closed here. */
  boolean isClosed() {
    return gone;
  }

  /** Ends with the last call that is under way. */
  void retire() {
    retired = true;
    endListening();
    endIfIdle();
  }

  private void endIfIdle() {
    if (retired && waiting.isEmpty()) {
      close();
    }
  }

  /** Whether it takes no more calls. */
  boolean isRetired() {
    return retired;
  }

  /** What its clients can do, as far as it was told. */
  JsonObject capabilities() {
    return capabilities;
  }

  /** Whether it has sessions, so that what clients ask must be said in other words. */
  boolean isLegacy() {
    return initialized.isPresent();
  }

  /** The arguments that its tools want repeated in headers. */
  HeaderParameters headers() {
    return headers;
  }

  void close() {
    gone = true;
    link.ifPresent(Connector.Link::close);
  }

  private boolean speaksModern() throws InterruptedException {
    JsonObject meta =
        JsonObject.empty()
            .with(Modern.PROTOCOL_VERSION, Modern.VERSION)
            .with(Modern.CLIENT_CAPABILITIES, JsonObject.empty())
            .with(Modern.CLIENT_INFO, clientInfo);
    Optional<JsonObject> first = ask(Methods.DISCOVER, JsonObject.of("_meta", meta));
    Optional<JsonObject> answer =
        first.filter(Modern::asksAgain).isPresent()
            ? ask(Methods.DISCOVER, JsonObject.of("_meta", meta))
            : first;
    return answer
        .flatMap(said -> said.object("result"))
        .flatMap(result -> result.array("supportedVersions"))
        .filter(versions -> versions.elements().contains(new JsonString(Modern.VERSION)))
        .isPresent();
  }

  private void initialize() throws UpstreamException, InterruptedException {
    JsonObject params =
        JsonObject.empty()
            .with("protocolVersion", Modern.LEGACY_VERSIONS.getFirst())
            .with("capabilities", capabilities)
            .with("clientInfo", clientInfo);
    Optional<JsonObject> result =
        ask(Methods.INITIALIZE, params).flatMap(answer -> answer.object("result"));
    if (result.isEmpty()) {
      close();
      throw new UpstreamException(
          "expected the server to answer `initialize` within "
              + OPENING_MILLIS
              + " ms, it did not");
    }
    initialized = result;
    send(Answers.notification("notifications/initialized"));
  }

  private Optional<JsonObject> ask(String method, JsonObject params) throws InterruptedException {
    var answer = new CompletableFuture<JsonObject>();
    RequestId id = nextId();
    waiting.put(id.correlation(), new Waiting.Ours(answer));
    send(Answers.request(id, method, params));
    try {
      return Optional.of(answer.get(OPENING_MILLIS, TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException none) {
      return Optional.empty();
    } finally {
      waiting.remove(id.correlation());
    }
  }

  private RequestId nextId() {
    return new RequestId(JsonNumber.of(ids.incrementAndGet()));
  }

  /** Hands on a client's answer to a question. */
  void answer(RequestId question, JsonObject result) throws InterruptedException {
    send(Answers.result(question, result));
  }

  private void send(JsonObject message) throws InterruptedException {
    send(MessageDecoder.decode(message));
  }

  private void send(Decoded message) throws InterruptedException {
    link.orElseThrow(() -> new IllegalStateException("not connected")).accept(message);
  }

  /**
   * Forwards what {@code caller} asks.
   *
   * @return the id that stands for it here, for {@link #cancel}
   */
  RequestId forward(Caller caller) throws InterruptedException {
    Message.Request request = caller.request();
    RequestId id = nextId();
    JsonObject tree = request.tree().with("id", id.value());
    Optional<JsonObject> params = request.params();
    if (params.isPresent() && Modern.meta(params.get(), TOKEN).isPresent()) {
      tree = tree.with("params", Modern.withMeta(params.get(), TOKEN, id.value()));
    }
    waiting.put(id.correlation(), new Waiting.Client(caller));
    if (waiting.size() > UNDER_WAY_MAX) {
      answer(
          id.correlation(),
          Answers.error(
              id,
              INTERNAL_ERROR,
              "expected at most " + UNDER_WAY_MAX + " requests under way; try again later"));
    } else if (isLegacy()) {
      toLegacy(id, request, tree);
    } else {
      send(tree);
    }
    return id;
  }

  private void toLegacy(RequestId id, Message.Request request, JsonObject tree)
      throws InterruptedException {
    switch (request.method()) {
      case Methods.DISCOVER ->
          answer(
              id.correlation(),
              Answers.result(id, Bridge.discovered(initialized.orElse(JsonObject.empty()))));
      case Modern.LISTEN -> acknowledge(id, request);
      default -> {
        if (Bridge.passes(request.method())) {
          send(Bridge.toLegacy(tree));
        } else {
          answer(id.correlation(), Answers.error(id, METHOD_NOT_FOUND, "there is no such method"));
        }
      }
    }
  }

  /** Changes of a server with sessions come unasked: the first message says which are passed on. */
  private void acknowledge(RequestId id, Message.Request request) throws InterruptedException {
    JsonObject asked =
        request
            .params()
            .flatMap(params -> params.object("notifications"))
            .orElse(JsonObject.empty())
            .without("resourceSubscriptions");
    JsonObject params =
        JsonObject.of("notifications", asked)
            .with("_meta", JsonObject.of(Modern.SUBSCRIPTION_ID, request.id().value()));
    if (waiting.get(id.correlation()) instanceof Waiting.Client client) {
      precede(client, Answers.notification(Modern.ACKNOWLEDGED).with("params", params));
      if (gone) {
        client.reply().cut();
      }
    }
  }

  /**
   * The client of the request that {@code id} stands for is gone.
   *
   * @return whether it was still to be answered
   */
  boolean cancel(RequestId id) throws InterruptedException {
    Waiting waits = waiting.remove(id.correlation());
    boolean open = waits instanceof Waiting.Client client && !onlyListens(client);
    if (open) {
      JsonObject params = JsonObject.of("requestId", id.value());
      send(Answers.notification(Methods.CANCELLED).with("params", params));
    }
    endIfIdle();
    return open;
  }

  @Override
  public void write(JsonObject message) throws IOException {
    try {
      if (!message.has("method")) {
        message
            .get("id")
            .filter(RequestId::isId)
            .map(id -> new RequestId(id).correlation())
            .ifPresent(correlation -> answered(correlation, message));
      } else if (message.has("id")) {
        refuse(message);
      } else {
        route(message);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException("stopping", stopping);
    }
  }

  private void answered(String correlation, JsonObject message) {
    try {
      answer(correlation, message);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(String correlation, JsonObject message) throws InterruptedException {
    switch (waiting.remove(correlation)) {
      case Waiting.Ours ours -> ours.answer().complete(message);
      case Waiting.Client client -> {
        JsonObject own = message.with("id", client.request().id().value());
        String method = client.request().method();
        if (method.equals(Methods.TOOLS_LIST)) {
          headers.learn(message);
        }
        Optional<Json> info = initialized.flatMap(it -> it.get("serverInfo"));
        client.caller().answer(isLegacy() ? Bridge.toModern(own, method, info) : own);
      }
      case null -> {}
    }
  }

  /**
   * A question of the server. It can only be asked where one call alone is under way that can ask
   * it: otherwise, whose it is is not known.
   */
  private void refuse(JsonObject request) throws InterruptedException {
    boolean ask = request.string("method").filter(Modern::isInputRequest).isPresent();
    for (Waiting each : waiting.values()) {
      if (ask && each instanceof Waiting.Client client && client.caller().ask(request)) {
        return;
      }
    }
    Optional<RequestId> id = request.get("id").filter(RequestId::isId).map(RequestId::new);
    if (id.isPresent()) {
      boolean ping = request.string("method").filter(Methods.PING::equals).isPresent();
      send(
          ping
              ? Answers.result(id.get(), JsonObject.empty())
              : Answers.error(id.get(), METHOD_NOT_FOUND, "there is no such method here"));
    }
  }

  private void route(JsonObject message) throws InterruptedException {
    JsonObject params = message.object("params").orElse(JsonObject.empty());
    Optional<Json> token = params.get(TOKEN).filter(RequestId::isId);
    Optional<Json> subscription =
        Modern.meta(params, Modern.SUBSCRIPTION_ID).filter(RequestId::isId);
    if (token.isPresent()) {
      Optional<Waiting.Client> owner = owner(token.get());
      Optional<Json> own =
          owner.flatMap(it -> it.request().params()).flatMap(it -> Modern.meta(it, TOKEN));
      if (owner.isPresent() && own.isPresent()) {
        precede(owner.get(), message.with("params", params.with(TOKEN, own.get())));
      }
    } else if (subscription.isPresent()) {
      Optional<Waiting.Client> owner = owner(subscription.get());
      if (owner.isPresent()) {
        precede(owner.get(), subscribed(message, params, owner.get()));
      }
    } else {
      unbound(message, params);
    }
  }

  private static void precede(Waiting.Client owner, JsonObject message)
      throws InterruptedException {
    boolean ignored = owner.reply().precede(message);
  }

  private static JsonObject subscribed(
      JsonObject message, JsonObject params, Waiting.Client owner) {
    return message.with(
        "params", Modern.withMeta(params, Modern.SUBSCRIPTION_ID, owner.request().id().value()));
  }

  private Optional<Waiting.Client> owner(Json id) {
    return waiting.get(new RequestId(id).correlation()) instanceof Waiting.Client client
        ? Optional.of(client)
        : Optional.empty();
  }

  /** What names no request: log lines go to whoever asked for some, changes to whoever listens. */
  private void unbound(JsonObject message, JsonObject params) throws InterruptedException {
    String method = message.string("method").orElse("");
    for (Waiting each : waiting.values()) {
      if (!(each instanceof Waiting.Client client)) {
        continue;
      }
      JsonObject asked = client.request().params().orElse(JsonObject.empty());
      if (method.equals("notifications/message")) {
        if (Modern.meta(asked, Modern.LOG_LEVEL).isPresent()) {
          precede(client, message);
        }
      } else if (client.request().method().equals(Modern.LISTEN) && listens(asked, method)) {
        precede(client, subscribed(message, params, client));
      }
    }
  }

  private static boolean listens(JsonObject asked, String method) {
    String change =
        switch (method) {
          case "notifications/tools/list_changed" -> "toolsListChanged";
          case "notifications/prompts/list_changed" -> "promptsListChanged";
          case "notifications/resources/list_changed" -> "resourcesListChanged";
          default -> "";
        };
    return asked
        .object("notifications")
        .flatMap(notifications -> notifications.bool(change))
        .orElse(false);
  }
}
