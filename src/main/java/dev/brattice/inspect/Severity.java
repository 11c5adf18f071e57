package dev.brattice.inspect;

import java.util.Locale;

/** How bad a finding is, weakest first. Severity decides what standard policy does. */
public enum Severity {
  /** Recorded. */
  NOTE,
  /** A person should see it afterwards. */
  WARN,
  /** A person should be asked first. */
  ASK,
  /** Damage or disclosure is certain enough that asking is rude. */
  BLOCK;

  /** The name in policy files, logs and records. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The severity called {@code label}, if there is one. */
  public static java.util.Optional<Severity> of(String label) {
    for (Severity severity : values()) {
      if (severity.label().equals(label)) {
        return java.util.Optional.of(severity);
      }
    }
    return java.util.Optional.empty();
  }
}
