package dev.brattice.provenance;

import java.util.List;

/**
 * The beginnings that vendors give to their keys, and that key formats give to theirs. They say
 * what a value is, and are worth nothing as evidence that two values are the same.
 */
final class KnownPrefix {
  private static final List<String> SECRETS =
      List.of(
          "AKIA",
          "ASIA",
          "ghp_",
          "gho_",
          "ghu_",
          "ghs_",
          "ghr_",
          "github_pat_",
          "glpat-",
          "gldt-",
          "sk_live_",
          "sk_test_",
          "rk_live_",
          "rk_test_",
          "whsec_",
          "sk-ant-",
          "sk-proj-",
          "xoxb-",
          "xoxp-",
          "xoxa-",
          "xoxs-",
          "xapp-",
          "AIza",
          "ya29.",
          "npm_",
          "pypi-",
          "SG.",
          "dop_v1_",
          "hf_",
          "shpat_",
          "sq0atp-",
          "eyJ");

  private static final int SECRET_CHARS_MIN = 16;

  /** The DER of every RSA key begins alike, up to about here. */
  private static final int PEM_UNITS = 32;

  /** The header of an unencrypted OpenSSH key, up to its public half. */
  private static final int OPENSSH_UNITS = 96;

  /** {@code openssh-key-v1} in base64. */
  private static final String OPENSSH_MAGIC = "b3BlbnNzaC1rZXktdjE";

  /** A subject and the first digit of it, in base64. */
  private static final int PAYLOAD_UNITS = 12;

  /** Less is no key. */
  private static final int PEM_CHARS_MIN = 128;

  private KnownPrefix() {}

  /** Whether {@code value} begins as a vendor's keys do. */
  static boolean isSecret(String value) {
    return value.length() >= SECRET_CHARS_MIN && value.indexOf(' ') < 0 && common(value) > 0;
  }

  private static int common(String value) {
    for (String prefix : SECRETS) {
      if (value.startsWith(prefix)) {
        return prefix.length();
      }
    }
    return 0;
  }

  /** How many folded units of {@code value} it shares with other values of its kind. */
  static int units(String value) {
    if (value.length() > PEM_CHARS_MIN && value.startsWith("MII")) {
      return PEM_UNITS;
    }
    if (value.startsWith(OPENSSH_MAGIC)) {
      return OPENSSH_UNITS;
    }
    if (value.startsWith("eyJ")) {
      // The header of a JSON Web Token: algorithm and type, hardly ever anything else. Then the
      // first name of the payload, which few claims are.
      int dot = value.indexOf('.');
      return dot < 0 ? 3 : FoldedText.of(value.substring(0, dot)).length() + PAYLOAD_UNITS;
    }
    return FoldedText.of(value.substring(0, common(value))).length();
  }
}
