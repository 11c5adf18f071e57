package dev.brattice.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client's session over Streamable HTTP that does no more than a benchmark needs. */
final class HttpClientSession {
  private static final long PATIENCE_NANOS = 20_000_000_000L;
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
          + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"bench\",\"version\":\"1\"}}}";

  private final URI address;
  private String session = "";

  private HttpClientSession(String address) {
    this.address = URI.create(address);
  }

  /** Opens a session, waiting for a server that is about to listen. */
  static HttpClientSession open(String address) throws IOException, InterruptedException {
    var opened = new HttpClientSession(address);
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        opened.post(INITIALIZE);
        break;
      } catch (java.net.ConnectException notYet) {
        if (System.nanoTime() > deadline) {
          throw notYet;
        }
        Thread.sleep(50);
      }
    }
    opened.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    return opened;
  }

  /** Makes {@code count} calls, one by one; the time of each in nanoseconds. */
  long[] calls(int count, int bytes) throws IOException {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      String line = new String(Payload.call(i + 1, bytes), StandardCharsets.UTF_8);
      long sent = System.nanoTime();
      int length = post(line);
      nanos[i] = System.nanoTime() - sent;
      if (length < bytes) {
        throw new IOException("expected the text back, got " + length + " bytes");
      }
    }
    return nanos;
  }

  /** Ends the session. */
  int close() throws IOException {
    var connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setRequestMethod("DELETE");
    connection.setRequestProperty("Mcp-Session-Id", session);
    return connection.getResponseCode();
  }

  private int post(String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    var connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(bytes.length);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setRequestProperty("Accept", "application/json, text/event-stream");
    connection.setRequestProperty("MCP-Protocol-Version", "2025-11-25");
    if (!session.isEmpty()) {
      connection.setRequestProperty("Mcp-Session-Id", session);
    }
    connection.getOutputStream().write(bytes);
    if (connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST) {
      throw new IOException("expected an answer, got status " + connection.getResponseCode());
    }
    String given = connection.getHeaderField("Mcp-Session-Id");
    session = given == null ? session : given;
    try (InputStream in = connection.getInputStream()) {
      return in.readAllBytes().length;
    }
  }
}
