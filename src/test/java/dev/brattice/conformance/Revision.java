package dev.brattice.conformance;

/** A revision of the protocol for which the suite has a frozen set of required scenarios. */
public enum Revision {
  /** The last one with handshake and sessions. */
  LEGACY("2025-11-25", 30),
  /** The first one in which each request stands for itself. */
  MODERN("2026-07-28", 37);

  private final String date;
  private final int scenarios;

  Revision(String date, int scenarios) {
    this.date = date;
    this.scenarios = scenarios;
  }

  /** Its name on the wire. */
  public String date() {
    return date;
  }

  /** How many scenarios it requires of a server. */
  public int scenarios() {
    return scenarios;
  }
}
