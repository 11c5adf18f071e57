package dev.brattice.bench;

import dev.brattice.call.RequestId;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.json.JsonString;
import dev.brattice.mcp.Answers;
import dev.brattice.wire.http.HttpHandler;
import dev.brattice.wire.http.HttpListener;
import dev.brattice.wire.http.HttpRequest;
import dev.brattice.wire.http.HttpResponse;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/**
 * A server over Streamable HTTP that does no more than a benchmark needs, so that what stands in
 * front of it is what is measured: one tool, {@code echo}, answered with JSON.
 */
public final class EchoServer implements HttpHandler {
  private static final int BODY_BYTES_MAX = 16 << 20;
  private static final String OPENED =
      "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
          + "\"serverInfo\":{\"name\":\"echo\",\"version\":\"1\"}}";
  private static final int TOOLS = 10;

  private final JsonReader reader = new JsonReader(new JsonLimits(BODY_BYTES_MAX, 64, 64));

  private EchoServer() {}

  /** Listens on the port {@code arguments[0]} until it is killed. */
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    try (HttpListener listener = HttpListener.start("127.0.0.1", port, new EchoServer())) {
      System.out.println(listener.port());
      new CountDownLatch(1).await();
    }
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response) throws IOException {
    if (!request.method().equals("POST")) {
      response.empty(request.method().equals("DELETE") ? 200 : 405);
      return;
    }
    try {
      JsonObject message = (JsonObject) reader.read(request.body(BODY_BYTES_MAX));
      if (!message.has("id")) {
        response.empty(202);
        return;
      }
      var id = new RequestId(message.get("id").orElseThrow());
      response.json(200, Answers.result(id, result(message)));
    } catch (JsonException | HttpRequest.BodyTooLarge wrong) {
      response.empty(400);
    }
  }

  private JsonObject result(JsonObject message) throws JsonException {
    return switch (message.string("method").orElse("")) {
      case "initialize" -> read(OPENED);
      case "tools/list" -> read(tools());
      default -> {
        String text =
            message
                .object("params")
                .flatMap(params -> params.object("arguments"))
                .flatMap(given -> given.string("message"))
                .orElse("");
        yield JsonObject.of(
            "content",
            JsonArray.of(
                JsonObject.of("type", new JsonString("text")).with("text", "Echo: " + text)));
      }
    };
  }

  private static String tools() {
    var tools = new StringBuilder("{\"tools\":[");
    for (int i = 0; i < TOOLS; i++) {
      tools
          .append(i == 0 ? "" : ",")
          .append("{\"name\":\"echo")
          .append(i == 0 ? "" : Integer.toString(i))
          .append("\",\"description\":\"Says the message again.\",\"inputSchema\":{\"type\":")
          .append("\"object\",\"properties\":{\"message\":{\"type\":\"string\"}}}}");
    }
    return tools + "]}";
  }

  private JsonObject read(String text) throws JsonException {
    return (JsonObject) reader.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
