package dev.brattice.audit;

/** What must have happened to a record before its call goes on. */
public enum Durability {
  /** It is in the operating system: it survives our death, not the machine's. */
  NORMAL,
  /** It is on the disk: callers share the flushes. */
  STRICT
}
