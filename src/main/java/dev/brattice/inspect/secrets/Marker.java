package dev.brattice.inspect.secrets;

import java.util.List;

/**
 * Something that stands in or before a secret whose shape a prefix and an alphabet do not tell.
 *
 * @param word what the scan looks for
 * @param reader reads the secret around it
 */
record Marker(String word, Reader reader) {
  static final List<Marker> ALL =
      List.of(
          new Marker("-----BEGIN ", PemBlocks::read),
          new Marker("eyJ", JsonWebTokens::read),
          new Marker("://", UrlCredentials::read),
          new Marker("curl", CurlUsers::read),
          new Marker("Bearer ", BearerTokens::read),
          new Marker("bearer ", BearerTokens::read),
          new Marker("Basic ", BearerTokens::basic),
          new Marker("Q~", InfixTokens::azure),
          new Marker(":AA", InfixTokens::telegram),
          new Marker("-us", InfixTokens::mailchimp));

  /** Reads around a marker. */
  @FunctionalInterface
  interface Reader {
    /** Adds to {@code found} the secret around the marker that ends at {@code end}, if any. */
    void read(String text, int end, List<Secret> found);
  }
}
