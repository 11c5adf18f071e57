package dev.brattice.crypto;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads certificates and private keys from files with PEM. Faults quote nothing of a file. */
public final class Pem {
  /** The longest file, in bytes. */
  public static final int BYTES_MAX = 1 << 20;

  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

  private Pem() {}

  /**
   * The certificates in {@code file}, in its order; at least one.
   *
   * @throws IOException with one sentence, when there is none that can be read
   */
  public static List<X509Certificate> certificates(Path file) throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      var factory = CertificateFactory.getInstance("X.509");
      for (var certificate : factory.generateCertificates(new ByteArrayInputStream(read(file)))) {
        certificates.add((X509Certificate) certificate);
      }
    } catch (GeneralSecurityException malformed) {
      throw new IOException(place(file, "certificates as PEM, got something else"), malformed);
    }
    if (certificates.isEmpty()) {
      throw new IOException(place(file, "at least one certificate as PEM, got none"));
    }
    return certificates;
  }

  /**
   * The private key in {@code file}.
   *
   * @throws IOException with one sentence, when there is none that can be read
   */
  public static PrivateKey privateKey(Path file) throws IOException {
    String text = new String(read(file), StandardCharsets.US_ASCII);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    Optional<PrivateKey> key =
        begin < 0 || end < begin
            ? Optional.empty()
            : privateKey(text.substring(begin + BEGIN.length(), end));
    return key.orElseThrow(
        () ->
            new IOException(
                place(
                    file,
                    "a private key as PEM with `BEGIN PRIVATE KEY`, got none; `openssl pkcs8"
                        + " -topk8 -nocrypt` makes one of other forms")));
  }

  private static Optional<PrivateKey> privateKey(String base64) {
    byte[] encoded;
    try {
      encoded = Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    for (String algorithm : ALGORITHMS) {
      try {
        var key =
            KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        return Optional.of(key);
      } catch (GeneralSecurityException another) {
        // One of another kind.
      }
    }
    return Optional.empty();
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(BYTES_MAX + 1);
      if (bytes.length <= BYTES_MAX) {
        return bytes;
      }
    } catch (IOException unreadable) {
      throw new IOException(
          place(file, "a file that can be read, got none; check its path and rights"), unreadable);
    }
    throw new IOException(
        place(file, "a file of at most " + BYTES_MAX + " bytes, got a longer one"));
  }

  private static String place(Path file, String expected) {
    return file + ": expected " + expected;
  }
}
