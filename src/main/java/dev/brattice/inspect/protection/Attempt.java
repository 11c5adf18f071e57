package dev.brattice.inspect.protection;

import dev.brattice.inspect.Family;
import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Locus;
import dev.brattice.inspect.Severity;

/** The kinds of attempts on the gateway. */
enum Attempt {
  OWN_COMMAND(
      "protection.own-command",
      "the call would run a command of brattice that only a person at a terminal may run"),
  OWN_SETTINGS(
      "protection.own-settings", "the call would start brattice with settings of its own choice"),
  OWN_PROCESS("protection.own-process", "the call would stop brattice"),
  OWN_FILES("protection.own-state", "the call would reach brattice's own files"),
  CLIENT_ENTRIES(
      "protection.client-entries", "the call would change which tool servers a client starts");

  private final String rule;
  private final String reason;

  Attempt(String rule, String reason) {
    this.rule = rule;
    this.reason = reason;
  }

  /** The finding at {@code locus}. Policy cannot lower it. */
  Finding at(Locus locus, String disguise) {
    return new Finding(
        rule, Family.SELF_PROTECTION, Severity.BLOCK, 1.0, locus, reason, disguise, "ASI10", "");
  }
}
