package dev.brattice.policy;

import java.util.Locale;

/** What happens to a message that no rule decides about. */
public enum DefaultAction {
  /** It goes on. */
  ALLOW,
  /** It stops. */
  DENY;

  /** The name in configuration and records. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
