package dev.brattice.upstream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An HTTP server that does to each request what a test says, and remembers what it was asked. */
public final class ScriptedServer implements AutoCloseable {
  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<InetSocketAddress> peers = ConcurrentHashMap.newKeySet();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);

  /** What was asked; header names in any case. */
  public record Seen(String method, String path, Map<String, String> headers, String body) {
    public Seen {
      var any = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
      any.putAll(headers);
      headers = any;
    }

    /** The header {@code name}; empty where there is none. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** How a request is answered. */
  @FunctionalInterface
  public interface Script {
    void answer(Seen seen, Reply reply) throws IOException, InterruptedException;
  }

  /** The answer to one request. */
  public final class Reply {
    private final HttpExchange exchange;

    Reply(HttpExchange exchange) {
      this.exchange = exchange;
    }

    public Reply header(String name, String value) {
      exchange.getResponseHeaders().set(name, value);
      return this;
    }

    public void status(int status) throws IOException {
      exchange.sendResponseHeaders(status, -1);
    }

    public void json(int status, String body) throws IOException {
      header("Content-Type", "application/json");
      all(status, body);
    }

    public void all(int status, String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }

    /** A stream that begins with {@code text}. */
    public OutputStream events(String text) throws IOException {
      return stream("text/event-stream", text);
    }

    /** A body of {@code type} that begins with {@code text}. */
    public OutputStream stream(String type, String text) throws IOException {
      header("Content-Type", type);
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
      return out;
    }

    /** The head of a JSON body of so many bytes, and nothing of it. */
    public void promise(long bytes) throws IOException, InterruptedException {
      header("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes);
      hang();
    }

    /** Does nothing until the test is over. */
    public void hang() throws InterruptedException {
      boolean ignored = over.await(1, TimeUnit.MINUTES);
    }

    /** Sends comments until the other side is gone. */
    public void pingUntilGone(OutputStream out) throws InterruptedException {
      try {
        while (true) {
          out.write(": ping\n\n".getBytes(StandardCharsets.UTF_8));
          out.flush();
          Thread.sleep(10);
        }
      } catch (IOException gone) {
        // What it waited for.
      }
    }
  }

  public ScriptedServer(Script script) throws IOException {
    this(HttpServer.create(anyPort(), 0), "http", script);
  }

  /** The same behind TLS, with the certificate in {@code store}. */
  static ScriptedServer secure(Path store, String password, Script script)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance(store.toFile(), password.toCharArray());
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, password.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer secure = HttpsServer.create(anyPort(), 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(context));
    return new ScriptedServer(secure, "https", script);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private ScriptedServer(HttpServer server, String scheme, Script script) {
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, script));
    server.start();
  }

  private void answer(HttpExchange exchange, Script script) throws IOException {
    peers.add(exchange.getRemoteAddress());
    var headers = new TreeMap<String, String>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var asked =
        new Seen(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
    seen.add(asked);
    try {
      script.answer(asked, new Reply(exchange));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  /** Its address. */
  public URI url() {
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
  }

  /** How many connections were made to it. */
  public int connections() {
    return peers.size();
  }

  /** What it was asked so far. */
  public List<Seen> seen() {
    return List.copyOf(seen);
  }

  /** The first request with this method whose body has {@code part}, once it is there. */
  public Seen await(String method, String part) throws InterruptedException {
    for (int i = 0; i < 1_000; i++) {
      Optional<Seen> found =
          seen.stream()
              .filter(each -> each.method().equals(method) && each.body().contains(part))
              .findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      Thread.sleep(10);
    }
    throw new AssertionError("never asked: " + method + " " + part + " in " + seen);
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
