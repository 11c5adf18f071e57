package dev.brattice.upstream;

import java.net.URI;
import java.util.Map;

/**
 * A tool server that is reached over HTTP.
 *
 * @param name what policy and records call it
 * @param url its address
 * @param headers sent with every request; their values can be secret
 * @param credentials what is shown of us beside the headers
 * @param frameBytesMax longest message that is taken from it, in bytes
 * @param waits how long it is waited for
 */
public record RemoteServer(
    String name,
    URI url,
    Map<String, String> headers,
    Credentials credentials,
    int frameBytesMax,
    Waits waits) {
  public RemoteServer {
    headers = Map.copyOf(headers);
  }

  /** One that is shown the headers alone. */
  public RemoteServer(
      String name, URI url, Map<String, String> headers, int frameBytesMax, Waits waits) {
    this(name, url, headers, Credentials.NONE, frameBytesMax, waits);
  }

  /**
   * How long a server is waited for, in milliseconds.
   *
   * @param silence while a request is open and nothing comes of it
   * @param told until it takes a notification or an answer, or says where to send these
   * @param leaving until it takes note that a session ends
   */
  public record Waits(long silence, long told, long leaving) {
    /** Five minutes, as most clients do; half a minute; a second. */
    public static final Waits USUAL = new Waits(300_000, 30_000, 1_000);
  }

  /** The name, the host and the names of headers only: values can be secret. */
  @Override
  public String toString() {
    return "RemoteServer[" + name + ", " + url.getHost() + ", " + headers.keySet() + "]";
  }
}
