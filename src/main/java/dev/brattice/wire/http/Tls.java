package dev.brattice.wire.http;

import dev.brattice.crypto.Pem;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * What a listener needs to speak TLS.
 *
 * @param context with its key and whom it trusts
 * @param callers what is asked of clients
 * @param untilMillis when its own certificate expires, milliseconds since 1970 UTC
 */
public record Tls(SSLContext context, Callers callers, long untilMillis) {
  private static final char[] NO_PASSWORD = new char[0];

  /** What is asked of clients. */
  public enum Callers {
    /** No certificate. */
    NOTHING,
    /** One, if they have it. */
    OPTIONAL,
    /** One. */
    REQUIRED
  }

  /**
   * Reads files with PEM.
   *
   * @param certificate the chain, the listener's own first
   * @param clientCa whose certificates clients may come with
   * @param required whether they must
   * @throws IOException with one sentence, when a file is not what it should be
   */
  public static Tls read(Path certificate, Path key, Optional<Path> clientCa, boolean required)
      throws IOException {
    List<X509Certificate> chain = Pem.certificates(certificate);
    PrivateKey secret = Pem.privateKey(key);
    List<X509Certificate> authorities =
        clientCa.isPresent() ? Pem.certificates(clientCa.get()) : List.of();
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(keys(chain, secret), trust(authorities), null);
      Callers callers = required ? Callers.REQUIRED : Callers.OPTIONAL;
      return new Tls(
          context,
          authorities.isEmpty() ? Callers.NOTHING : callers,
          chain.getFirst().getNotAfter().toInstant().toEpochMilli());
    } catch (GeneralSecurityException | IllegalArgumentException wrong) {
      throw new IOException(
          certificate + ": expected a certificate and its own private key, got two that differ",
          wrong);
    }
  }

  private static KeyManager[] keys(List<X509Certificate> chain, PrivateKey key)
      throws GeneralSecurityException, IOException {
    KeyPairs.requirePair(chain.getFirst().getPublicKey(), key);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    store.setKeyEntry("gateway", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  /** Those alone: the platform's authorities vouch for servers, not for callers of ours. */
  private static TrustManager[] trust(List<X509Certificate> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    int number = 0;
    for (X509Certificate authority : authorities) {
      store.setCertificateEntry("authority-" + number++, authority);
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return authorities.isEmpty() ? new TrustManager[0] : factory.getTrustManagers();
  }
}
