package dev.brattice.inspect;

import java.util.Locale;

/** What kind of evidence a detector looks for. */
public enum Family {
  SECRETS,
  PERSONAL_DATA,
  SHELL,
  PATHS,
  NETWORK,
  QUERIES,
  INSTRUCTIONS,
  UNICODE,
  BEHAVIOUR,
  /** An attempt on the gateway itself. Policy cannot switch this family off. */
  SELF_PROTECTION;

  /** The name in policy files, logs and records. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The family called {@code label}, if there is one. */
  public static java.util.Optional<Family> of(String label) {
    for (Family family : values()) {
      if (family.label().equals(label)) {
        return java.util.Optional.of(family);
      }
    }
    return java.util.Optional.empty();
  }
}
