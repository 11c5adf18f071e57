package dev.brattice.wire.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/** A request under way: its head is there, its body is read on demand. */
public final class HttpRequest {
  private static final int CHUNK_BYTES = 16 << 10;

  /** Up to which length memory is given for what is announced, in bytes: no more than a chunk. */
  private static final int TRUSTED_BYTES_MAX = CHUNK_BYTES;

  private final Request request;

  HttpRequest(Request request) {
    this.request = request;
  }

  /** The method in upper case. */
  public String method() {
    return request.getMethod();
  }

  /** {@code http} or {@code https}. */
  public String scheme() {
    return request.isSecure() ? "https" : "http";
  }

  /** The path with every escape decoded and without a query. */
  public String path() {
    String path = Request.getPathInContext(request);
    return path == null ? "" : path;
  }

  /** The first value of {@code name} in the query, decoded. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(Request.extractQueryParameters(request).getValue(name));
  }

  /** The first header {@code name}, whatever its case, without white space around it. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name)).map(String::strip);
  }

  /** Every header {@code name} in order. */
  public List<String> headers(String name) {
    return List.copyOf(request.getHeaders().getValuesList(name));
  }

  /** Whether it came encrypted. */
  public boolean isSecure() {
    return request.isSecure();
  }

  /** The certificate with which its sender came, which was checked. */
  public Optional<X509Certificate> certificate() {
    return request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE)
            instanceof EndPoint.SslSessionData session
        ? Optional.ofNullable(session.peerCertificates())
            .filter(chain -> chain.length > 0)
            .map(chain -> chain[0])
        : Optional.empty();
  }

  /**
   * Reads the body.
   *
   * @param bytesMax the longest one that is read
   * @throws BodyTooLarge when it is longer
   * @throws IOException when the client is gone or too slow
   */
  public byte[] body(int bytesMax) throws IOException, BodyTooLarge {
    if (request.getLength() > bytesMax) {
      throw new BodyTooLarge(bytesMax);
    }
    if (request.getLength() >= 0 && request.getLength() <= TRUSTED_BYTES_MAX) {
      try (InputStream in = Content.Source.asInputStream(request)) {
        return in.readNBytes((int) request.getLength());
      }
    }
    // Whatever length is announced: memory is for what came.
    var bytes = new ByteArrayOutputStream(CHUNK_BYTES);
    byte[] chunk = new byte[CHUNK_BYTES];
    try (InputStream in = Content.Source.asInputStream(request)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        if (bytes.size() + read > bytesMax) {
          throw new BodyTooLarge(bytesMax);
        }
        bytes.write(chunk, 0, read);
      }
    }
    return bytes.toByteArray();
  }

  /** A body is longer than what is accepted. */
  public static final class BodyTooLarge extends Exception {
    private static final long serialVersionUID = 1L;

    BodyTooLarge(int bytesMax) {
      super("expected a body of at most " + bytesMax + " bytes, got a longer one");
    }
  }
}
