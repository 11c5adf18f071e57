package dev.brattice.gateway;

/** What judges could not be built: the configuration or a policy file is at fault. */
public final class PartsException extends Exception {
  private static final long serialVersionUID = 1L;

  /** One lower-case sentence that names what and where. */
  public PartsException(String message) {
    super(message);
  }
}
