package dev.brattice.proxy.http;

import dev.brattice.wire.http.HttpHandler;

/** What answers at a path, with all that it keeps there. */
public interface HttpEndpoint extends HttpHandler, AutoCloseable {
  /** Ends the streams on which clients only listen; calls under way go on. */
  void drain();

  /** What it stands before is another thing now: whoever shares a server gets a new one. */
  void renew();

  /** Ends every session and every server. */
  @Override
  void close();
}
