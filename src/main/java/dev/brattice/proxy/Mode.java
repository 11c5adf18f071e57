package dev.brattice.proxy;

/** Whether verdicts are carried out. */
public enum Mode {
  /** They are. */
  ENFORCE,
  /** They are recorded; everything passes. */
  AUDIT
}
