package dev.brattice.wire.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection that sends bytes as they are given, whatever the protocol says. */
public final class RawHttp implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final ByteArrayOutputStream got = new ByteArrayOutputStream();

  /** Connects with the loopback address. */
  public RawHttp(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  /** Sends {@code text} byte by byte of its characters. */
  public RawHttp send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** Sends a POST of JSON that ends the connection, with {@code headers} of whole lines. */
  public RawHttp post(String path, String headers, String body) throws IOException {
    return send(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\n"
            + headers
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  /** Reads until {@code text} came or the other side is done; all that came so far. */
  public String until(String text) throws IOException {
    InputStream in = socket.getInputStream();
    while (!got().contains(text)) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      got.write(next);
      if (in.available() > 0) {
        got.write(in.readNBytes(in.available()));
      }
    }
    return got();
  }

  /** Reads until the other side is done; all that came. */
  public String rest() throws IOException {
    socket.getInputStream().transferTo(got);
    return got();
  }

  private String got() {
    return got.toString(StandardCharsets.UTF_8);
  }

  /** Hangs up. */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
