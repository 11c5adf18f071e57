package dev.brattice.catalogue;

import java.util.Locale;

/** What a tool does to the world beyond its answer. */
public enum Effect {
  /** Stays on this machine and in this workspace. */
  LOCAL,
  /** Runs what it is told: its effect is that of the command. */
  EXECUTE,
  /** Leaves the machine or reaches other people. */
  EGRESS,
  /** Not known: treated as {@link #EGRESS} where labelled data is concerned. */
  UNKNOWN;

  /** The name in policy files and records. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
