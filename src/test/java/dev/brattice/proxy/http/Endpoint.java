package dev.brattice.proxy.http;

import dev.brattice.call.RequestId;
import dev.brattice.catalogue.Catalogue;
import dev.brattice.crypto.FingerprintKey;
import dev.brattice.enforce.Denials;
import dev.brattice.enforce.DenyAs;
import dev.brattice.identity.Principal;
import dev.brattice.identity.SessionKey;
import dev.brattice.inspect.Inspector;
import dev.brattice.inspect.Workspace;
import dev.brattice.json.Json;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.json.JsonWriter;
import dev.brattice.mcp.Answers;
import dev.brattice.mcp.Decoded;
import dev.brattice.policy.DefaultAction;
import dev.brattice.policy.PolicyException;
import dev.brattice.policy.PolicySet;
import dev.brattice.proxy.DecisionIds;
import dev.brattice.proxy.Exchange;
import dev.brattice.proxy.Mode;
import dev.brattice.proxy.Observer;
import dev.brattice.proxy.ProvenanceLedger;
import dev.brattice.proxy.Readiness;
import dev.brattice.proxy.Ready;
import dev.brattice.proxy.Recorder;
import dev.brattice.proxy.Relay;
import dev.brattice.proxy.Rulebook;
import dev.brattice.upstream.UpstreamException;
import dev.brattice.wire.Frame;
import dev.brattice.wire.MessageWriter;
import dev.brattice.wire.http.HttpListener;
import dev.brattice.wire.http.RawHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An endpoint before scripted servers, where everything is allowed. */
final class Endpoint implements AutoCloseable {
  static final int BODY_BYTES_MAX = 1 << 16;
  private static final String MODERN_META =
      "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}";

  private final List<Server> servers = new CopyOnWriteArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final HttpSessions sessions = new HttpSessions();
  private final StreamableHttp http;
  private final HttpListener listener;

  /** What a server does with a message. */
  interface Script {
    void take(Server server, JsonObject message);
  }

  Endpoint(Script script) throws IOException {
    http =
        new StreamableHttp(
            BODY_BYTES_MAX,
            (toClient, ended) -> {
              var server = new Server(script, toClient, ended);
              servers.add(server);
              return server;
            },
            sessions,
            "1.0",
            said::add);
    listener = HttpListener.start("127.0.0.1", 0, http);
  }

  /**
   * A server of revisions with sessions that answers pings, and leaves the rest to {@code rest}.
   */
  static Script legacy(Script rest) {
    return (server, message) -> {
      switch (message.string("method").orElse("")) {
        case "initialize" ->
            server.answer(
                message,
                "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
                    + "\"serverInfo\":{\"name\":\"scripted\",\"version\":\"1\"}}");
        case "server/discover" ->
            server.say(Answers.error(id(message), -32601, "there is no such method"));
        case "ping" -> server.answer(message, "{}");
        default -> rest.take(server, message);
      }
    };
  }

  private static RequestId id(JsonObject message) {
    return new RequestId(message.get("id").orElseThrow());
  }

  static JsonObject json(String text) {
    try {
      return (JsonObject)
          new JsonReader(JsonLimits.MESSAGE).read(text.getBytes(StandardCharsets.UTF_8));
    } catch (JsonException wrong) {
      throw new AssertionError(wrong);
    }
  }

  HttpSessions sessions() {
    return sessions;
  }

  List<Server> servers() {
    return servers;
  }

  List<String> said() {
    return said;
  }

  RawHttp connect() throws IOException {
    return new RawHttp(listener.port());
  }

  /** Sends a POST with {@code headers} of whole lines; all of the answer. */
  String post(String headers, String body) throws IOException {
    try (RawHttp client = connect()) {
      return client.post("/", headers, body).rest();
    }
  }

  /** Opens a session; the header line that names it. */
  String open() throws IOException {
    String answer =
        post(
            "",
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":"
                + "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                + "\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}");
    String name = "Mcp-Session-Id: ";
    int begin = answer.indexOf(name);
    if (begin < 0) {
      throw new AssertionError(answer);
    }
    String session = answer.substring(begin, answer.indexOf('\r', begin)) + "\r\n";
    post(session, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    return session;
  }

  /** A request as {@code tools/call} of {@code tool}. */
  static String call(String id, String tool, String meta) {
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + id
        + ",\"method\":\"tools/call\",\"params\":{\"name\":\""
        + tool
        + "\",\"arguments\":{},\"_meta\":{"
        + meta
        + "}}}";
  }

  /** The headers of a request without session. */
  static String modernHead(String method, String name) {
    return "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: "
        + method
        + "\r\n"
        + (name.isEmpty() ? "" : "Mcp-Name: " + name + "\r\n");
  }

  /** The members of {@code _meta} that such a request has. */
  static String modernMeta(String more) {
    return MODERN_META + more;
  }

  @Override
  public void close() {
    http.close();
    listener.close();
  }

  /** A scripted server with the relay before it. */
  static final class Server implements Connector.Link {
    private final List<JsonObject> received = new CopyOnWriteArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Relay relay;
    private final Runnable ended;
    private volatile boolean closed;

    Server(Script script, MessageWriter toClient, Runnable ended) throws UpstreamException {
      this.ended = ended;
      this.relay =
          new Relay(
              new Relay.Settings("scripted", BODY_BYTES_MAX),
              toClient,
              message -> {
                received.add(message);
                thread.execute(() -> script.take(this, message));
              },
              new Readiness(CompletableFuture.completedFuture(ready())),
              new DecisionIds(1, 1),
              line -> {},
              line -> {});
    }

    private static Ready ready() throws UpstreamException {
      FingerprintKey key = new FingerprintKey(new byte[FingerprintKey.LENGTH_BYTES]);
      Principal principal = new Principal.Anonymous();
      Catalogue catalogue = new Catalogue();
      Rulebook rulebook;
      try {
        rulebook =
            new Rulebook(
                new Inspector(List.of()),
                PolicySet.parse(List.of(), DefaultAction.ALLOW),
                Mode.ENFORCE,
                List.of(),
                true,
                "test");
      } catch (PolicyException wrong) {
        throw new UpstreamException(String.valueOf(wrong.getMessage()));
      }
      Workspace workspace = new Workspace("/home/a", "/home", List.of(), List.of(), List.of());
      return new Ready(
          new Exchange(
              rulebook,
              new Observer(() -> workspace),
              new ProvenanceLedger(Optional.empty(), key),
              catalogue,
              principal,
              "test"),
          new Recorder(
              Optional.empty(),
              false,
              "",
              key,
              principal,
              new SessionKey.PrincipalScope(principal.name()),
              rulebook.digest()),
          new Denials(DenyAs.RESULT),
          catalogue,
          roots -> {});
    }

    /** All that reached it. */
    List<JsonObject> received() {
      return received;
    }

    /** Whether it was told to end. */
    boolean isClosed() {
      return closed;
    }

    void answer(JsonObject request, String result) {
      say(Answers.result(id(request), json(result)));
    }

    /** Notifies; {@code params} are an object. */
    void tell(String method, String params) {
      say(Answers.notification(method).with("params", json(params)));
    }

    void say(JsonObject message) {
      var line = new ByteArrayOutputStream();
      try {
        JsonWriter.line(message, line);
        relay.fromServer(Frame.of(line.toByteArray()));
      } catch (IOException impossible) {
        throw new AssertionError(impossible);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    }

    /** It is gone. */
    void die() {
      relay.abandon("the server `scripted` closed its output; this is not a policy decision");
      ended.run();
    }

    @Override
    public void accept(Decoded message) throws InterruptedException {
      relay.fromClient(message);
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        die();
        thread.shutdown();
      }
    }
  }

  /** The value of progress tokens in {@code message}. */
  static Json token(JsonObject message) {
    return message
        .object("params")
        .flatMap(params -> params.object("_meta"))
        .flatMap(meta -> meta.get("progressToken"))
        .orElseThrow();
  }

  /** What {@code message} calls. */
  static String tool(JsonObject message) {
    return message.object("params").flatMap(params -> params.string("name")).orElse("");
  }
}
