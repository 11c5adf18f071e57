package dev.brattice.gateway;

import dev.brattice.call.RequestId;
import dev.brattice.identity.CallLimits;
import dev.brattice.identity.Principal;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.mcp.Answers;
import dev.brattice.wire.http.HttpHandler;
import dev.brattice.wire.http.HttpRequest;
import dev.brattice.wire.http.HttpResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds who answers a request: by its path and its sender, once its head is judged. Nothing of a
 * body is read before.
 */
final class Router implements HttpHandler {
  /** Where all servers are one. */
  static final String ALL = "/mcp";

  private static final String ENDPOINTS = "/mcp/";
  private static final String SSE = "/sse";
  private static final int INVALID_REQUEST = -32600;
  private static final int INTERNAL_ERROR = -32603;
  private static final RequestId NO_ID = new RequestId(JsonNull.NULL);

  private final Endpoints<?> endpoints;
  private volatile Admittance admittance;

  /** The requests that are being answered, and this router. */
  private final Phaser underWay = new Phaser(1);

  private volatile boolean draining;

  /**
   * Who may come in, and how often.
   *
   * @param hosts the names that requests may use
   * @param gatekeeper knows who sends a request
   * @param limits bounds what one caller sends
   */
  record Admittance(KnownHosts hosts, Gatekeeper gatekeeper, CallLimits limits) {}

  Router(Admittance admittance, Endpoints<?> endpoints) {
    this.admittance = admittance;
    this.endpoints = endpoints;
  }

  /** Requests from now on come in by {@code other}. */
  void adopt(Admittance other) {
    admittance = other;
  }

  /** The path of the server {@code name}. */
  static String path(String name) {
    return ENDPOINTS + name;
  }

  /** All paths at which {@code servers} are found, each by itself and as one. */
  static Set<String> paths(Set<String> servers) {
    Set<String> paths = new HashSet<>(pathsOfAll());
    for (String name : servers) {
      paths.addAll(pathsOf(name));
    }
    return paths;
  }

  /** The paths at which {@code name} is found by itself. */
  static List<String> pathsOf(String name) {
    return List.of(path(name), SSE + "/" + name);
  }

  /** The paths at which all servers are one. */
  static List<String> pathsOfAll() {
    return List.of(ALL, SSE);
  }

  /** Whether {@code path} is one of the transport before Streamable HTTP. */
  static boolean isOlder(String path) {
    return path.startsWith(SSE);
  }

  /** The server at {@code path}; empty for all as one. */
  static String server(String path) {
    // Both prefixes have the same length.
    return path.length() > ENDPOINTS.length() ? path.substring(ENDPOINTS.length()) : "";
  }

  /** From now on no load balancer should send more, and nothing more is taken. */
  void drain() {
    draining = true;
  }

  /** Waits until every request is answered that was taken, at most so long. */
  void awaitIdle(long millis) throws InterruptedException {
    try {
      int phase = underWay.arriveAndDeregister();
      int ignored = underWay.awaitAdvanceInterruptibly(phase, millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      // What takes longer is cut off.
    }
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    Admittance now = admittance;
    Optional<String> foreign = now.hosts().refusal(request);
    if (foreign.isPresent()) {
      response.json(403, Answers.error(NO_ID, INVALID_REQUEST, foreign.get()));
      return;
    }
    if (request.path().startsWith(ProtectedResource.PATH)) {
      Optional<JsonObject> metadata = now.gatekeeper().metadata(Arrival.of(request));
      if (metadata.isPresent()) {
        response.json(200, metadata.get());
        return;
      }
    }
    switch (request.path()) {
      case "/healthz" -> response.json(200, status("ok"));
      case "/readyz" -> response.json(draining ? 503 : 200, status(draining ? "ending" : "ok"));
      default -> enter(now, request, response);
    }
  }

  private static JsonObject status(String word) {
    return JsonObject.of("status", new JsonString(word));
  }

  private void enter(Admittance now, HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    switch (now.gatekeeper().admit(Arrival.of(request))) {
      case Gatekeeper.Admission.Refused refused -> {
        if (!refused.challenge().isEmpty()) {
          response.header("WWW-Authenticate", refused.challenge());
        }
        if (refused.status() == 503) {
          response.header("Retry-After", "30");
        }
        response.json(refused.status(), Answers.error(NO_ID, INVALID_REQUEST, refused.problem()));
      }
      case Gatekeeper.Admission.Admitted admitted ->
          endpoint(admitted.principal(), now.limits(), request, response);
    }
  }

  private void endpoint(
      Principal principal, CallLimits limits, HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    Optional<? extends HttpHandler> endpoint =
        endpoints.find(Agents.place(request.path()), principal);
    if (draining) {
      response.header("Retry-After", "10");
      response.json(503, Answers.error(NO_ID, INTERNAL_ERROR, "this gateway is ending"));
      return;
    }
    if (endpoint.isEmpty()) {
      response.json(
          404,
          Answers.error(
              NO_ID,
              INVALID_REQUEST,
              "expected " + ALL + ", or " + ENDPOINTS + " and the name of a server"));
      return;
    }
    switch (limits.enter(principal, System.nanoTime())) {
      case CallLimits.Entry.Refused refused -> {
        response.header("Retry-After", Long.toString(refused.retryAfterSeconds()));
        response.json(
            429,
            Answers.error(
                NO_ID, INVALID_REQUEST, "expected fewer requests of one caller, got one more"));
      }
      case CallLimits.Entry.Entered ignored -> {
        underWay.register();
        try {
          endpoint.get().handle(request, response);
        } finally {
          underWay.arriveAndDeregister();
          limits.leave(principal);
        }
      }
    }
  }
}
