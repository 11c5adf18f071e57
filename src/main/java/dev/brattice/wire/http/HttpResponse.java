package dev.brattice.wire.http;

import dev.brattice.json.Json;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;

/** The answer to a request: one of its three forms, once. */
public final class HttpResponse {
  private static final String JSON = "application/json";

  private final Response response;

  HttpResponse(Response response) {
    this.response = response;
  }

  /** Adds a header; before the answer. */
  public void header(String name, String value) {
    response.getHeaders().put(name, value);
  }

  /** Whether the answer has begun. */
  public boolean hasBegun() {
    return response.isCommitted();
  }

  /** Answers without a body. */
  public void empty(int status) throws IOException {
    response.setStatus(status);
    Content.Sink.asOutputStream(response).close();
  }

  /** Answers with {@code body}. */
  public void json(int status, JsonObject body) throws IOException {
    json(status, JSON, body);
  }

  /** Answers with {@code body}, which is of {@code mediaType}. */
  public void json(int status, String mediaType, Json body) throws IOException {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, mediaType);
    try (OutputStream out = new BufferedOutputStream(Content.Sink.asOutputStream(response))) {
      JsonWriter.line(body, out);
    }
  }

  /** Answers with a stream of events, whose head is sent at once. */
  public EventStream events() throws IOException {
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
    // Nothing between us and the client may hold events back.
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache, no-transform");
    response.getHeaders().put("X-Accel-Buffering", "no");
    return new EventStream(Content.Sink.asOutputStream(response));
  }
}
