package dev.brattice.bench;

import dev.brattice.wire.http.HttpCall;
import dev.brattice.wire.http.HttpCalls;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The least that the HTTP server and client of Brattice can do between a client and a server: whole
 * bodies go on as they are. What Brattice costs beyond it is its stages, not plumbing.
 */
public final class HttpRelay extends Handler.Abstract {
  private static final List<String> HEADERS =
      List.of("Content-Type", "Accept", "Mcp-Session-Id", "MCP-Protocol-Version");
  private static final int BODY_BYTES_MAX = 64 << 20;
  private static final long SILENCE_MILLIS = 300_000;

  private final URI server;
  private final HttpCalls calls = new HttpCalls();

  private HttpRelay(URI server) {
    super(InvocationType.BLOCKING);
    this.server = server;
  }

  /** Listens on the port {@code arguments[0]} before the server at {@code arguments[1]}. */
  public static void main(String[] arguments) throws Exception {
    var threads = new QueuedThreadPool();
    threads.setDaemon(true);
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    var listening = new Server(threads);
    var connector = new ServerConnector(listening, 1, 1, new HttpConnectionFactory());
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.parseInt(arguments[0]));
    listening.addConnector(connector);
    listening.setHandler(new HttpRelay(URI.create(arguments[1])));
    listening.start();
    System.out.println(connector.getLocalPort());
    new CountDownLatch(1).await();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Map<String, String> headers = new HashMap<>();
    for (String name : HEADERS) {
      Optional.ofNullable(request.getHeaders().get(name))
          .ifPresent(value -> headers.put(name, value));
    }
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] body = in.readAllBytes();
      try (HttpCall call =
          calls.begin(request.getMethod(), server, headers, Optional.of(body), SILENCE_MILLIS)) {
        HttpCall.Answer answer = call.answer();
        response.setStatus(answer.status());
        answer
            .header("Mcp-Session-Id")
            .ifPresent(id -> response.getHeaders().put("Mcp-Session-Id", id));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.mediaType());
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
          out.write(answer.read(BODY_BYTES_MAX).orElseThrow());
        }
      }
      callback.succeeded();
    } catch (IOException gone) {
      callback.failed(gone);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      callback.failed(stopping);
    }
    return true;
  }
}
