package dev.brattice.identity;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** Whom a client's certificate names. It was checked before: who signed it, and until when. */
public final class Certificates {
  private static final String ISSUER = "certificate";
  private static final int URI = 6;

  /** The longest name that counts, in characters. */
  static final int NAME_CHARS_MAX = 1_024;

  private Certificates() {}

  /**
   * The holder of {@code certificate}: its first alternative name that is a URI, or its subject;
   * empty where it has no name that can stand in records.
   */
  public static Optional<Principal> holder(X509Certificate certificate) {
    String name = name(certificate);
    return isPrintable(name)
        ? Optional.of(new Principal.Workload(ISSUER, name, List.of(), name))
        : Optional.empty();
  }

  private static boolean isPrintable(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.isISOControl(name.charAt(i))) {
        return false;
      }
    }
    return !name.isBlank() && name.length() <= NAME_CHARS_MAX;
  }

  private static String name(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      if (names != null) {
        for (List<?> name : names) {
          if (name.getFirst() instanceof Integer kind
              && kind == URI
              && name.get(1) instanceof String text) {
            return text;
          }
        }
      }
    } catch (CertificateParsingException malformed) {
      return "";
    }
    return certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
  }
}
