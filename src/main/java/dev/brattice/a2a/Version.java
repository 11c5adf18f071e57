package dev.brattice.a2a;

import java.util.Optional;

/** A version of the protocol that this program understands. */
public enum Version {
  V0_3("0.3"),
  V1_0("1.0");

  private final String label;

  Version(String label) {
    this.label = label;
  }

  /** Major and minor number, as {@code A2A-Version} says it. */
  public String label() {
    return label;
  }

  /**
   * The version that {@code text} names: major and minor, and a patch number where there is one.
   * Nothing at all is 0.3, which had no such header; empty for a version that is not understood.
   */
  public static Optional<Version> of(String text) {
    if (text.isEmpty()) {
      return Optional.of(V0_3);
    }
    for (Version version : values()) {
      if (text.equals(version.label) || isPatch(text, version.label + ".")) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  private static boolean isPatch(String text, String prefix) {
    boolean digits = text.startsWith(prefix) && text.length() > prefix.length();
    for (int i = prefix.length(); i < text.length() && digits; i++) {
      digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return digits;
  }
}
