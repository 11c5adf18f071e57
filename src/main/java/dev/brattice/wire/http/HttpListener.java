package dev.brattice.wire.http;

import java.io.IOException;
import java.net.BindException;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Listens for HTTP/1.1 and hands every request to one handler, on a virtual thread. */
public final class HttpListener implements AutoCloseable {
  /** The most connections at once; more wait to be accepted. */
  public static final int CONNECTIONS_MAX = 4_096;

  /** The longest head of a request, in bytes. */
  public static final int HEAD_BYTES_MAX = 32 << 10;

  /** How long a connection may be silent in both directions, in milliseconds. */
  public static final long IDLE_MILLIS = 60_000;

  /** How slow a body may come before its sender counts as hostile, in bytes a second. */
  public static final long BODY_BYTES_PER_SECOND_MIN = 512;

  /** How long answers under way may take once the listener closes, in milliseconds. */
  public static final long DRAIN_MILLIS = 10_000;

  private final Server server;
  private final ServerConnector connector;

  private HttpListener(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /** Listens without encryption. */
  public static HttpListener start(String host, int port, HttpHandler handler) throws IOException {
    return start(host, port, Optional.empty(), handler);
  }

  /**
   * Listens.
   *
   * @param port 0 for any that is free
   * @param tls empty for plain HTTP
   * @throws IOException when the address cannot be had, with one sentence that says so
   */
  public static HttpListener start(String host, int port, Optional<Tls> tls, HttpHandler handler)
      throws IOException {
    var threads = new QueuedThreadPool();
    threads.setName("brattice-http");
    threads.setDaemon(true);
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    var server = new Server(threads);
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(HEAD_BYTES_MAX);
    var connector = new ServerConnector(server, 1, 1, protocols(configuration, tls));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(CONNECTIONS_MAX, connector));
    server.setErrorHandler(quiet());
    server.setHandler(
        new MinimumDataRateHandler(new Adapter(handler), BODY_BYTES_PER_SECOND_MIN, 0));
    server.setStopTimeout(DRAIN_MILLIS);
    open(server, host, port);
    return new HttpListener(server, connector);
  }

  private static ConnectionFactory[] protocols(HttpConfiguration configuration, Optional<Tls> tls) {
    var http = new HttpConnectionFactory(configuration);
    if (tls.isEmpty()) {
      return new ConnectionFactory[] {http};
    }
    // Which Host may be asked for is judged later, for every request.
    configuration.addCustomizer(new SecureRequestCustomizer(false));
    var encryption = new SslContextFactory.Server();
    encryption.setSslContext(tls.get().context());
    encryption.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    encryption.setSniRequired(false);
    switch (tls.get().callers()) {
      case NOTHING -> {}
      case OPTIONAL -> encryption.setWantClientAuth(true);
      case REQUIRED -> encryption.setNeedClientAuth(true);
    }
    return new ConnectionFactory[] {new SslConnectionFactory(encryption, http.getProtocol()), http};
  }

  /** The status says enough: a page about it would repeat what the client sent. */
  private static Request.Handler quiet() {
    return (request, response, callback) -> {
      callback.succeeded();
      return true;
    };
  }

  private static void open(Server server, String host, int port) throws IOException {
    try {
      server.start();
    } catch (Exception refused) {
      stop(server);
      Throwable cause = refused.getCause();
      boolean taken = refused instanceof BindException || cause instanceof BindException;
      throw new IOException(
          "expected to listen on "
              + host
              + ":"
              + port
              + (taken
                  ? ", something else does already or the address is not this machine's;"
                      + " set listen.port or listen.host"
                  : ", could not (" + refused.getClass().getSimpleName() + ")"),
          refused);
    }
  }

  /** The port it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Accepts nothing more, waits for answers under way at most {@link #DRAIN_MILLIS}, ends. */
  @Override
  public void close() {
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception late) {
      // What did not end in time is cut off: the process ends.
    }
  }

  /** What the library calls. */
  private static final class Adapter extends Handler.Abstract {
    private final HttpHandler handler;

    Adapter(HttpHandler handler) {
      super(InvocationType.BLOCKING);
      this.handler = handler;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      try {
        handler.handle(new HttpRequest(request), new HttpResponse(response));
        callback.succeeded();
      } catch (IOException gone) {
        callback.failed(gone);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
      }
      return true;
    }
  }
}
