package dev.brattice.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A private key and a certificate that it signed itself, made for one test by the platform's
 * keytool.
 *
 * @param certificate file with PEM
 * @param key file with PEM
 * @param store file with both, PKCS #12, password {@value #PASSWORD}
 */
record KeyPairFiles(Path certificate, Path key, Path store) {
  static final String PASSWORD = "changeit";

  /** One called {@code name} that is valid for {@code days}. */
  static KeyPairFiles make(Path folder, String name, String alternative, int days)
      throws Exception {
    Path store = folder.resolve(name + ".p12");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", "x", "-keyalg", "EC", "-groupname"));
    command.addAll(List.of("secp256r1", "-dname", "CN=" + name, "-ext", "san=" + alternative));
    command.addAll(List.of("-validity", "" + days, "-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", store.toString(), "-startdate", "-1d"));
    Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (made.waitFor() != 0) {
      throw new IOException(said);
    }
    KeyStore held = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      held.load(in, PASSWORD.toCharArray());
    }
    Certificate certificate = held.getCertificate("x");
    byte[] key = held.getKey("x", PASSWORD.toCharArray()).getEncoded();
    return new KeyPairFiles(
        pem(folder.resolve(name + ".pem"), "CERTIFICATE", certificate.getEncoded()),
        pem(folder.resolve(name + ".key"), "PRIVATE KEY", key),
        store);
  }

  private static Path pem(Path file, String what, byte[] content) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n");
  }
}
