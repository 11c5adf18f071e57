package dev.brattice.wire.http;

import java.io.IOException;

/** Answers requests, each on a thread of its own. */
@FunctionalInterface
public interface HttpHandler {
  /**
   * Answers {@code request} before it returns.
   *
   * @throws IOException when the client is gone
   */
  void handle(HttpRequest request, HttpResponse response) throws IOException, InterruptedException;
}
