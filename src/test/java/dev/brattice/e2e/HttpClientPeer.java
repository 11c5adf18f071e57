package dev.brattice.e2e;

import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.wire.Frame;
import dev.brattice.wire.http.EventReader;
import dev.brattice.wire.http.ServerEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client over HTTP that says what it is told to. */
final class HttpClientPeer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int BYTES_MAX = 16 << 20;
  private static final JsonReader JSON = new JsonReader(JsonLimits.MESSAGE);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI endpoint;
  private Optional<String> session = Optional.empty();

  /** What a POST got. */
  record Got(int status, List<JsonObject> messages) {
    /** The last message: the answer. */
    JsonObject answer() {
      return messages.getLast();
    }
  }

  HttpClientPeer(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** Opens a session; the answer. */
  Got initialize() throws IOException, InterruptedException {
    session = Optional.empty();
    Got got =
        post(
            "{'jsonrpc':'2.0','id':0,'method':'initialize','params':{'protocolVersion':"
                + "'2025-11-25','capabilities':{},'clientInfo':{'name':'t','version':'1'}}}");
    if (session.isPresent() && got.answer().has("result")) {
      post("{'jsonrpc':'2.0','method':'notifications/initialized'}");
    }
    return got;
  }

  /** Calls a tool in the session. */
  Got call(int id, String tool, String arguments) throws IOException, InterruptedException {
    return post(
        "{'jsonrpc':'2.0','id':"
            + id
            + ",'method':'tools/call','params':{'name':'"
            + tool
            + "','arguments':"
            + arguments
            + "}}");
  }

  /** Sends a message of a revision with sessions. */
  Got post(String quoted) throws IOException, InterruptedException {
    HttpRequest.Builder request = request(quoted);
    session.ifPresent(id -> request.header("Mcp-Session-Id", id));
    return send(request);
  }

  /** Asks {@code method} without a session. */
  Got ask(int id, String method, String name, String params)
      throws IOException, InterruptedException {
    String meta =
        "'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
            + "'io.modelcontextprotocol/clientCapabilities':{}}";
    HttpRequest.Builder request =
        request(
            "{'jsonrpc':'2.0','id':"
                + id
                + ",'method':'"
                + method
                + "','params':{"
                + params
                + meta
                + "}}");
    request.header("MCP-Protocol-Version", "2026-07-28").header("Mcp-Method", method);
    if (!name.isEmpty()) {
      request.header("Mcp-Name", name);
    }
    return send(request);
  }

  /** Ends the session; the status. */
  int delete() throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(PATIENCE)
            .header("Mcp-Session-Id", session.orElseThrow())
            .DELETE();
    return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest.Builder request(String quoted) {
    return HttpRequest.newBuilder(endpoint)
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, text/event-stream")
        .header("Authorization", "Bearer of-the-client")
        .header("Cookie", "of=the-client")
        .POST(HttpRequest.BodyPublishers.ofString(quoted.replace('\'', '"')));
  }

  private Got send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    session = response.headers().firstValue("Mcp-Session-Id").or(() -> session);
    String type = response.headers().firstValue("Content-Type").orElse("");
    List<JsonObject> messages = new ArrayList<>();
    if (type.startsWith("text/event-stream")) {
      var reader = new EventReader(new ByteArrayInputStream(response.body()), BYTES_MAX);
      for (Optional<ServerEvent> event = reader.next(); event.isPresent(); event = reader.next()) {
        if (event.get().data() instanceof Frame frame) {
          messages.add(read(frame.text()));
        }
      }
    } else if (response.body().length > 0) {
      messages.add(read(new String(response.body(), StandardCharsets.UTF_8)));
    }
    return new Got(response.statusCode(), messages);
  }

  private static JsonObject read(String text) throws IOException {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return (JsonObject) JSON.read(bytes, 0, bytes.length);
    } catch (JsonException wrong) {
      throw new IOException(wrong);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
