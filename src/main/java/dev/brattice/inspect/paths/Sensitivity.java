package dev.brattice.inspect.paths;

/** What is known about a place from its path alone, on any operating system. */
public enum Sensitivity {
  /** Nothing. */
  ORDINARY,
  /** Holds credentials that work needs: readable, its content is secret. */
  CREDENTIALS,
  /** A private key that proves who the user is. */
  PRIVATE_KEY,
  /** Passwords of people: account hashes, browser stores, key chains. */
  PASSWORDS,
  /** Memory or environment of a running process. */
  PROCESS_STATE,
  /** Names the accounts of the machine; readable by all. */
  ACCOUNTS;

  /** Whether no tool has a reason to read it. */
  public boolean isNeverForTools() {
    return this == PRIVATE_KEY || this == PASSWORDS || this == PROCESS_STATE;
  }

  /** Whether its content is labelled secret. */
  public boolean isSecret() {
    return this == CREDENTIALS || isNeverForTools();
  }
}
