package dev.brattice.gateway;

import dev.brattice.call.RequestId;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.mcp.Answers;
import dev.brattice.wire.http.HttpHandler;
import dev.brattice.wire.http.HttpRequest;
import dev.brattice.wire.http.HttpResponse;
import dev.brattice.wire.http.LocalHosts;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Finds who answers a request: by its path, once its Host and Origin are ones of this machine. */
final class Router implements HttpHandler {
  /** Where all servers are one. */
  static final String ALL = "/mcp";

  private static final String ENDPOINTS = "/mcp/";
  private static final String SSE = "/sse";
  private static final int INVALID_REQUEST = -32600;
  private static final RequestId NO_ID = new RequestId(JsonNull.NULL);

  private final Map<String, HttpHandler> endpoints;
  private volatile boolean draining;

  /** Finds {@code endpoints} by their paths. */
  Router(Map<String, HttpHandler> endpoints) {
    this.endpoints = Map.copyOf(endpoints);
  }

  /** The path of the server {@code name}. */
  static String path(String name) {
    return ENDPOINTS + name;
  }

  /** The path of the older transport that goes with {@code path}. */
  static String older(String path) {
    return SSE + path.substring(ALL.length());
  }

  /** From now on no load balancer should send more. */
  void drain() {
    draining = true;
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    Optional<String> foreign = LocalHosts.refusal(request);
    if (foreign.isPresent()) {
      response.json(403, Answers.error(NO_ID, INVALID_REQUEST, foreign.get()));
      return;
    }
    switch (request.path()) {
      case "/healthz" -> response.json(200, status("ok"));
      case "/readyz" -> response.json(draining ? 503 : 200, status(draining ? "ending" : "ok"));
      default -> endpoint(request, response);
    }
  }

  private static JsonObject status(String word) {
    return JsonObject.of("status", new JsonString(word));
  }

  private void endpoint(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    HttpHandler endpoint = endpoints.get(request.path());
    if (endpoint == null) {
      response.json(
          404,
          Answers.error(
              NO_ID,
              INVALID_REQUEST,
              "expected " + ALL + ", or " + ENDPOINTS + " and the name of a server"));
      return;
    }
    endpoint.handle(request, response);
  }
}
