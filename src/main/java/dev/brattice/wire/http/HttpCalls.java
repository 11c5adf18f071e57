package dev.brattice.wire.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Makes calls to servers over HTTP/1.1: no redirects, no cookies, no credentials but the headers
 * that are given; certificates are checked against the platform's trust store.
 */
public final class HttpCalls implements AutoCloseable {
  /** How long a connection may take to come about, in milliseconds. */
  public static final long CONNECT_MILLIS = 10_000;

  /** How long calls under way may take once nobody makes any more, in milliseconds. */
  public static final long DRAIN_MILLIS = 1_000;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofMillis(CONNECT_MILLIS))
          .executor(Runnable::run)
          .build();

  /**
   * Begins a call.
   *
   * @param headers by name
   * @param body empty for none
   * @param silenceMillis how long the server may be silent, before its answer and within it
   */
  public HttpCall begin(
      String method,
      URI address,
      Map<String, String> headers,
      Optional<byte[]> body,
      long silenceMillis) {
    BodyPublisher content = body.map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody);
    var request = java.net.http.HttpRequest.newBuilder(address).method(method, content);
    headers.forEach(request::setHeader);
    var stream = new BodyStream(silenceMillis);
    return new HttpCall(client.sendAsync(request.build(), head -> stream), stream, silenceMillis);
  }

  /** Lets what is under way finish for {@link #DRAIN_MILLIS}, then ends it. */
  @Override
  public void close() {
    client.shutdown();
    try {
      boolean ignored = client.awaitTermination(Duration.ofMillis(DRAIN_MILLIS));
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    client.shutdownNow();
  }
}
