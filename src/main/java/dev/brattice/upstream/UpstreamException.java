package dev.brattice.upstream;

/** A tool server could not be started. */
public final class UpstreamException extends Exception {
  private static final long serialVersionUID = 1L;

  /** One lower-case sentence that names the command and what to do. */
  public UpstreamException(String message) {
    super(message);
  }
}
