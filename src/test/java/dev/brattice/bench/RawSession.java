package dev.brattice.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A client's session on one connection that is kept, with as little work of its own as can be: a
 * request is written with one call, an answer read by its length or its chunks.
 */
final class RawSession implements AutoCloseable {
  private static final long PATIENCE_NANOS = 20_000_000_000L;
  private static final int BUFFER_BYTES = 64 << 10;
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
          + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"bench\",\"version\":\"1\"}}}";

  private final URI address;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private String session = "";

  private RawSession(URI address, Socket socket) throws IOException {
    this.address = address;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
    this.out = socket.getOutputStream();
  }

  /** Opens a session, waiting for a server that is about to listen. */
  static RawSession open(String address) throws IOException, InterruptedException {
    URI uri = URI.create(address);
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        var socket = new Socket(InetAddress.getByName(uri.getHost()), uri.getPort());
        socket.setTcpNoDelay(true);
        var opened = new RawSession(uri, socket);
        opened.post(INITIALIZE.getBytes(StandardCharsets.UTF_8));
        opened.post(
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"
                .getBytes(StandardCharsets.UTF_8));
        return opened;
      } catch (java.net.ConnectException notYet) {
        if (System.nanoTime() > deadline) {
          throw notYet;
        }
        Thread.sleep(50);
      }
    }
  }

  /** Makes a call with about {@code bytes} bytes of text and reads its answer. */
  void call(long id, int bytes) throws IOException {
    call(Payload.call(id, bytes), bytes);
  }

  /** Sends {@code call} and reads its answer, which holds at least {@code bytes} bytes. */
  void call(byte[] call, int bytes) throws IOException {
    int length = post(call);
    if (length < bytes) {
      throw new IOException("expected the text back, got " + length + " bytes");
    }
  }

  /** Sends {@code body} and reads its answer, of which the length is returned. */
  int post(byte[] body) throws IOException {
    String head =
        "POST "
            + address.getPath()
            + " HTTP/1.1\r\nHost: "
            + address.getHost()
            + ":"
            + address.getPort()
            + "\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n"
            + "MCP-Protocol-Version: 2025-11-25\r\nContent-Length: "
            + body.length
            + (session.isEmpty() ? "" : "\r\nMcp-Session-Id: " + session)
            + "\r\n\r\n";
    byte[] bytes = head.getBytes(StandardCharsets.US_ASCII);
    byte[] both = new byte[bytes.length + body.length];
    System.arraycopy(bytes, 0, both, 0, bytes.length);
    System.arraycopy(body, 0, both, bytes.length, body.length);
    out.write(both);
    return answer();
  }

  private int answer() throws IOException {
    String status = line();
    if (!status.startsWith("HTTP/1.1 2")) {
      throw new IOException("expected an answer, got " + status);
    }
    int length = 0;
    boolean chunked = false;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(line.substring("content-length:".length()).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = true;
      } else if (lower.startsWith("mcp-session-id:")) {
        session = line.substring("mcp-session-id:".length()).strip();
      }
    }
    if (!chunked) {
      in.skipNBytes(length);
      return length;
    }
    int all = 0;
    for (int size = size(); size > 0; size = size()) {
      in.skipNBytes(size + 2);
      all += size;
    }
    line();
    return all;
  }

  private int size() throws IOException {
    return Integer.parseInt(line().strip(), 16);
  }

  private String line() throws IOException {
    var line = new StringBuilder(64);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection ended");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    String head =
        "DELETE "
            + address.getPath()
            + " HTTP/1.1\r\nHost: "
            + address.getHost()
            + ":"
            + address.getPort()
            + "\r\nMcp-Session-Id: "
            + session
            + "\r\n\r\n";
    if (!session.isEmpty()) {
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      answer();
    }
    socket.close();
  }
}
