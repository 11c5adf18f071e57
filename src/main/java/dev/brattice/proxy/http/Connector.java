package dev.brattice.proxy.http;

import dev.brattice.mcp.Decoded;
import dev.brattice.upstream.UpstreamException;
import dev.brattice.wire.MessageWriter;

/** Connects a client with a server. */
@FunctionalInterface
public interface Connector {
  /**
   * Connects a new session.
   *
   * @param toClient takes what the client is to get
   * @param ended called once the server is gone, after open requests were told so
   * @throws UpstreamException when the server cannot be reached
   */
  Link connect(MessageWriter toClient, Runnable ended) throws UpstreamException;

  /** A session's way to its server. */
  interface Link extends AutoCloseable {
    /** Takes what a frame of the client turned out to hold. */
    void accept(Decoded message) throws InterruptedException;

    /** Ends the server's side. */
    @Override
    void close();
  }
}
